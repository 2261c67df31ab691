### What the wizard's window says.

## The frame

page-title = { $heading } – { $company }
page-title-problem = Error: { $heading }
side-with = with { $provider }
side-welcome = Your computer, ready for work
help-title = Stuck? We’re here.
help-unknown = Ask the person who sent you the invitation.
language-label = Language
language-en = English
language-es = Español
about-open = About this app
about-title = About Porchlight
about-body = Porchlight helps you get your own computer ready for work. It runs only while this window is open.
about-promise = It reads a short list of settings and changes nothing. It sends nothing about them until you press Send.
about-licence = Porchlight is free software, under the Apache 2.0 or the MIT licence. Its typeface is Atkinson Hyperlegible Next, under the SIL Open Font License.
about-close = Close
problem-title = There is a problem
problem-field = Error: { $what }
problem-trace = For the help desk: { $trace }
starting = Starting…
stopped-title = The app could not start
stopped-again = Try again

## Notice and choice

notice-title = Your computer, your choice
notice-choice = This is your computer, not ours. Using it for work is your choice. If you prefer not to, tell us: we will look for another way, and it will not count against you.
notice-what = If you go on, the app checks a short list of security settings. It then shows you the report. Nothing leaves this computer until you press Send.
notice-never = The report never has your files, photos, messages, passwords, location or web history.
notice-rights = Your company and its IT provider keep it for up to 12 months. You can see it, get a copy, and ask us to correct or erase it. You can remove the app at any time.
notice-accept = Check my computer
notice-decline = I’d rather not use my own computer

declined-title = That’s all right
declined-nothing = We checked nothing and sent nothing.
declined-enrolled = You can stop here. Nothing more is checked unless you press a button.
declined-next = What happens next
declined-tell = Tell your company or its help desk that you would rather not use your own computer.
declined-way = They will look for another way with you. It will not count against you.
declined-remove = You can close this window and remove the app.
declined-stays = What { $company } has
declined-record = { $company } knows this computer by a random number, and has the name on your invitation. You can ask your help desk to erase both.
declined-reports = { $count ->
        [0] It has no report from you.
        [one] It has one report from you. You can take it back.
       *[other] It has { $count } reports from you. You can take each of them back.
    }
declined-waiting = One report still waits here until there is internet. To stop it, close this window and remove the app.
declined-history = See what was sent, or take it back
declined-back = I’ve changed my mind

## The invitation

invite-title = Enter your invitation
invite-lead = Your company sent you an invitation. It has a code, and perhaps a link.
invite-text = Invitation code or link
invite-text-hint = The code has 10 letters and numbers, such as K7Q2M-9X4TB. You can also paste the whole link.
invite-address = Address of the help desk’s server
invite-address-hint = It stands in your invitation, near the code, and starts with https://
invite-look-up = Look up my invitation
invite-back = Your choice
invite-busy = Looking up your invitation…

confirm-title = Set up this computer for { $company }?
confirm-lead = Nothing is set up until you say yes. Then { $company } knows this computer by a random number. Nothing is checked yet.
confirm-company = Your company
confirm-with = { $company }, with { $provider }
confirm-person = Invitation for
confirm-expires = Good until
confirm-address = Server
confirm-key = Key of this computer
confirm-key-in-file = The key of this computer is kept in a file that only you can read.
confirm-compare = Is it really them?
confirm-compare-how = Compare these letters and numbers with your invitation. If they differ, stop here and call the person who invited you.
confirm-fingerprint = The server’s fingerprint
confirm-device = This computer’s fingerprint
confirm-device-how = Your help desk may ask you to read this out, so that they know it is you.
confirm-yes = Yes, set up this computer for { $company }
confirm-again = Try again
confirm-no = That’s not for me
confirm-busy = Setting up this computer…

key-file-title = Another way: keep the key in a file
key-file-what = This computer signs your report with a key of its own. The key belongs in the safe place for passwords, but that does not work here.
key-file-means = The key can also lie in a file that only you can read on this computer. It is a little less safe: a program that you start could read it.
key-file-yes = Yes, keep the key in a file

## The task list

home-title-new = Let’s get this computer ready
home-hello = Hello, { $person }.
home-title-some = { $named ->
        [yes] Welcome back, { $person }.
       *[no] Welcome back.
    } { $done ->
        [1] One
        [2] Two
        [3] Three
        [4] Four
       *[other] { $done }
    } of { $total ->
        [1] one
        [2] two
        [3] three
        [4] four
        [5] five
       *[other] { $total }
    } done.
home-title-ready = You are ready to work
home-title-left = Your report has arrived
home-lead = { $total ->
        [1] One short task.
        [2] Two short tasks.
        [3] Three short tasks.
        [4] Four short tasks.
        [5] Five short tasks.
       *[other] { $total } short tasks.
    } Everything is saved as you go.
home-lead-ready = { $company } has your report. You can start work.
home-lead-left = { $company } has your report. Some things are left to mend.
home-tasks = Tasks
home-start = Start
home-continue = Continue
home-see-report = See your receipt

task-check = Check your computer
    .before = About a minute. Nothing leaves this computer.
    .running = Your computer is being checked.
task-report = Read and send your report
    .blocked = You see every line first. Nothing has left this computer.
    .before = You see every line first. Nothing has left this computer.
    .waiting = It waits on this computer until it can be sent.
    .offline = Waiting for internet. It goes out by itself while this window is open.
    .sent = It arrived. Your reference is { $reference }.
progress-cannot-start-yet = Cannot start yet
progress-not-yet-started = Not yet started
progress-in-progress = In progress
progress-completed = Completed

## The checks

check-title = Your computer
check-title-running = Checking your computer
check-lead = We look at a few settings and change nothing. What we see stays here until you send your report.
check-busy = Checking…
check-list = Checks
check-waiting = Waiting
check-running = Checking
check-not-yet = Not checked yet
check-start = Start checking
check-all-again = Check all again
check-cancel = Stop checking
check-stopped = { $done } of { $total } checks are done. The rest can wait until you like.
check-to-report = Read your report
back-to-tasks = Your tasks

summary-good = { $good } of { $asked } look good.
summary-must-mend = { $count ->
        [one] One thing must be mended before you start work.
       *[other] { $count } things must be mended before you start work.
    }
summary-worth-mending = { $count ->
        [one] One thing is worth mending.
       *[other] { $count } things are worth mending.
    }
summary-unclear = { $count ->
        [one] One thing could not be read.
       *[other] { $count } things could not be read.
    }
summary-not-shared = { $count ->
        [one] You left out one thing.
       *[other] You left out { $count } things.
    }

standing-good = Looks good
standing-worth-mending = Worth mending
standing-must-mend = Must be mended
standing-unclear = Could not be read
standing-not-shared = Not shared
standing-not-asked = Not asked for
standing-not-applicable = Does not apply

## One finding

finding-back = Your computer
finding-mend = How to mend it
finding-no-steps = Your help desk can show you how. Tell them what it says above.
finding-password = Changing a setting can need an administrator password. We never ask for it here.
finding-settings = Open settings
finding-check-again = Check again
finding-checking = Checking again…
finding-seen = Seen
finding-seen-when = { $when }, read by the app
finding-why = Why we ask
finding-why-required = { $company } asks for it before you start work.
finding-why-advised = { $company } advises it. You can start work without it.
finding-why-not-asked = { $company } does not ask for it.
finding-why-good = { $company } asks for it.
finding-sent = What is sent
finding-exact = The exact reading, for the help desk
finding-exact-stays = This stays on this computer. Show it to your help desk if they ask.
finding-exact-none = There was nothing to read.

answer-title = Is something in the way?
answer-why = Tell us here. It does not stop the rest.
answer-cannot-do = I can’t do this
    .said = You said: I can’t do this.
    .next = Your help desk sees this in your report and can help you. You can go on with the rest. Press again to take it back.
answer-disagree = I think this is wrong
    .said = You said: I think this is wrong.
    .next = Your help desk sees this in your report and can look into it. What we saw stays in the report too. Press again to take it back.

moment = { $day ->
        [today] Today { $time }
        [yesterday] Yesterday { $time }
       *[other] { $date }, { $time }
    }

## The report

report-title = Read your report
report-lead = This is what your help desk will get. Nothing has left this computer yet.
report-checks = What we saw
report-leave-out = Leave this out
report-leave-out-why = Where there is a box, you can leave it out. { $company } then sees “not shared”. That never counts as a failure.
report-about = About this computer
report-os = System
report-os-name = { $name ->
        [debian] Debian { $version }
        [ubuntu] Ubuntu { $version }
        [fedora] Fedora { $version }
        [macos] macOS { $version }
        [windows-10] Windows 10 { $version }
        [windows-11] Windows 11 { $version }
       *[other] { $name } { $version }
    }
report-os-family = { $family ->
        [linux] Linux
        [macos] macOS
       *[windows] Windows
    }
report-owner = Whose it is
report-owner-personal = Your own
report-made = Made
report-app = App
report-app-version = Version { $version }
report-numbers = Random numbers
report-numbers-why = One each for your company, this computer and this report, so that the help desk can tell reports apart. They say nothing about you.
report-never = No files, photos, messages, passwords, location or web history. No serial numbers, no names.
report-exact = View exact data
report-exact-why = These are the very characters that will be signed and sent.
report-send = Send this report to { $company }’s help desk
report-busy = Sending your report…
report-missing = There is no report to read yet. Check your computer first.
report-check = Check your computer
report-unreadable = The rows cannot be shown. The exact data below is what would be sent.

## What became of it

receipt-title-sending = Your report is on its way
receipt-title-sent = Your report has arrived
receipt-title-offline = Waiting for internet
receipt-title-waiting = Your report has not been sent yet
receipt-busy = Sending your report…
receipt-reference = Your reference
receipt-reference-why = Read this out if you call the help desk. They find your report by it.
receipt-received = { $company } received it: { $when }
receipt-ready = You are ready to work.
receipt-ready-more = You can close this window.
receipt-left = What is left
receipt-left-see = See what to mend
receipt-waiting = It is signed and kept on this computer. Nothing is lost, even if you close this window.
receipt-since = Waiting since: { $when }
receipt-deliver = Try now
receipt-home = Back to your tasks
receipt-none = No report was sent yet.

## What was sent

history-title = What was sent
history-lead = Every report that you sent from here, the newest first. Open one to read it or to take it back.
history-list = Reports
history-save = Save a copy of everything
history-save-why = The copy goes into your folder for downloads.
history-saved = The copy is saved. It is here:

sent-title = Report { $reference }
sent-title-waiting = A report that waits
sent-signed = Signed
sent-waiting = Waiting
    .lead = It waits on this computer until it can be sent.
    .about = It waits on this computer until it can be sent.
sent-received = Received
    .lead = { $company }’s help desk has this report.
    .about = { $company } has it. Its reference is { $reference }.
sent-withdrawn = Taken back
    .lead = You took this report back, and { $company }’s help desk has erased it. This copy is only on this computer.
    .about = You took it back: { $when }.
sent-exact-why = These are the very characters that were signed.
sent-missing = The copy of this report is no longer on this computer.
take-back = Take this report back
take-back-title = Take this report back?
take-back-what = { $company }’s help desk then erases it. The copy on this computer stays.
take-back-ready = Without a report, they cannot tell whether you are ready to work. You can send a new one at any time.
take-back-yes = Yes, take it back
take-back-no = No, leave it there
take-back-busy = Taking the report back…
