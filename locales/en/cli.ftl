# Words of porchlight-cli.

cli-yes = yes
cli-standing-good = Good
cli-standing-worth-mending = Worth mending
cli-standing-must-mend = Must mend
cli-standing-unclear = Could not read
cli-standing-not-shared = Not shared
cli-standing-not-asked = Not asked
cli-check-counts = { $asked ->
    [0] None of these checks apply to this computer.
   *[other] { $good } of { $asked } look good.
  }
cli-recorded = Written to { $path }.

cli-selftest-questions = What was asked, and what came back:
cli-selftest-no-answer = no answer ({ $why })
cli-selftest-checks = What the checks make of it:
cli-selftest-key-store-works = The key store works: a test key was kept, read and removed.
cli-selftest-key-store-missing = This session has no key store.
cli-selftest-key-store-locked = The key store is locked.
cli-selftest-key-store-failed = The key store did not do as asked.

cli-notice =
    This is your computer, not ours. Using it for work is your choice.
    If you go on, the app checks a short list of security settings. It then shows you the report.
    Nothing about your computer leaves it until you say yes to sending the report.
cli-notice-question = Go on? Type "yes":
cli-declined = That is fine. Talk to your company or its help desk: they will look for another way.
cli-offer =
    { $company } invites you, with { $provider }.
      Address:                    { $address }
      Their fingerprint:          { $collector }
      This computer's fingerprint: { $device }
    Compare the first fingerprint with your invitation.
cli-confirm-question = Set up this computer for { $company }? Type "yes":
cli-enrolled = This computer now belongs to { $company }'s list.
cli-key-file-question = Keep the key in a file that only you can read? Type "yes":
cli-key-file-declined = Then we stop here. Nothing was changed.
cli-checking = Checking this computer…
cli-report = This is the report, every byte of it. Nothing has been sent.
cli-send-question = Send this report to { $company }'s help desk? Type "yes":
cli-not-sent = Nothing was sent.
cli-sent =
    Your report has arrived, at { $time }.
    Its reference is { $reference }.
cli-waiting =
    Your report is signed and waits on this computer. { $why }
    Start the same command again to send it.

cli-history-empty = Nothing was signed on this computer yet.
cli-history-waiting = { $time }  waits on this computer
cli-history-received = { $time }  { $reference }  sent
cli-history-withdrawn = { $time }  { $reference }  taken back and erased
cli-exported = Your copies are in { $path }.
cli-withdraw-unknown = There is no report { $reference } on this computer.
cli-withdraw-question = Take report { $reference } back, so that the help desk's server erases it? Type "yes":
cli-withdrawn =
    Report { $reference } is taken back. The help desk's server has erased it.
    The copy on this computer stays.
cli-not-withdrawn = Nothing was changed.
