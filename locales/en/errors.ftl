### What went wrong, in words. One message for each error code: the value says what happened,
### the attribute `next` says what to do now.

## The invitation

error-invite-not-a-code = This is not an invitation code or link.
    .next = The code has 10 letters and numbers. Copy it from your invitation, or paste the whole link.
error-invite-mistyped = One character of the code is not right.
    .next = Compare the code with your invitation. It has no letters I, L, O or U.
error-invite-unknown = We cannot find this invitation.
    .next = Compare the code with your invitation. If they are the same, ask for a new one.
error-invite-expired = This invitation is too old.
    .next = Ask the person who sent it for a new one. That takes them a minute.
error-invite-used = This invitation was already used on another computer.
    .next = Ask the person who sent it for a new one.
error-invite-revoked = This invitation was taken back.
    .next = Ask the person who sent it what to do now.
error-invite-other-company = This invitation is from another company. This computer is set up for { $company }.
    .next = Nothing was changed. Ask your help desk if you work for both.
error-collector-address-missing = We need to know where to ask about this code.
    .next = Enter the address from your invitation, or paste the whole link.
error-collector-address-malformed = This is not an address we can use.
    .next = The address starts with https:// and has nothing after the name. Copy it from your invitation.

## The way to the help desk's server

error-offline = This computer has no internet connection.
    .next = Connect it to the internet and try again. Nothing is lost.
error-collector-unreachable = Your help desk's server does not answer.
    .next = Try again in a few minutes. If it still does not answer, tell your help desk.
error-tls-untrusted = We cannot be sure that this connection is private, so we stopped.
    .next = Try another network, such as your phone's. If it happens there too, tell your help desk.
error-timed-out = The answer took too long.
    .next = Try again. A slow connection can be the reason.
error-server-error = Something broke on your help desk's server.
    .next = Try again in a few minutes. Nothing is lost.
error-server-busy = Your help desk's server has too much to do right now.
    .next = { $seconds ->
        [one] Try again in one second.
       *[other] Try again in { $seconds } seconds.
    }
error-rate-limited = There were too many tries in a short time.
    .next = { $seconds ->
        [one] Try again in one second.
       *[other] Try again in { $seconds } seconds.
    }
error-clock-wrong = { $minutes ->
        [one] The clock of this computer is one minute off.
       *[other] The clock of this computer is { $minutes } minutes off.
    }
    .next = Open the date and time settings, switch on the automatic time, and try again.
error-answer-malformed = The answer did not come from your help desk's server.
    .next = A sign-in page of a Wi-Fi network can be the reason. Open your browser, sign in there, and try again.

## This computer

error-key-store-missing = This computer has no safe place for passwords that we can use.
    .next = You can go on and keep the key of this computer in a file.
error-key-store-locked = The safe place for passwords on this computer is locked.
    .next = Try again and unlock it when you are asked.
error-key-store-failed = The safe place for passwords on this computer did not work.
    .next = Try again. If that does not help, you can keep the key of this computer in a file.
error-key-missing = The key of this computer is gone.
    .next = Ask your help desk for a new invitation, and set this computer up again.
error-disk-full = The disk of this computer is full.
    .next = Make some room, such as by emptying the bin, and try again.
error-database-failed = The app cannot read or write its own file on this computer.
    .next = Close the app and start it again. If that does not help, tell your help desk.
error-database-newer = A newer version of this app was used on this computer.
    .next = Install the newest version. Everything you did is still there.
error-not-enrolled = This computer is not set up yet.
    .next = Enter your invitation first.
error-out-of-order = This step is not open yet.
    .next = Go back and finish the step before it.
error-settings-not-opened = The settings page did not open.
    .next = Open the settings of your system yourself and follow the steps.
error-export-failed = The copy could not be written.
    .next = Check that your disk is not full and that the folder for downloads is there.

## The report

error-device-unknown = Your company no longer knows this computer.
    .next = Ask your help desk for a new invitation.
error-signature-invalid = The signature of this computer does not fit.
    .next = Ask your help desk for a new invitation, and set this computer up again.
error-report-malformed = Your help desk's server could not read the report.
    .next = Install the newest version of the app, and check your computer again.
error-report-unknown = Your help desk's server does not have this report.
    .next = It may have been erased already. Ask your help desk if you are not sure.
error-report-conflict = This report was already sent with other content.
    .next = Check your computer again. That makes a new report.
error-receipt-invalid = The receipt did not come from your help desk's server.
    .next = The report counts as not sent. Tell your help desk before you try again.

## The console, and faults of ours

error-request-malformed = The server could not read this request.
    .next = Load the page again. If that does not help, it is a fault of ours.
error-request-too-large = This is more than the server takes at once.
    .next = Try again with less.
error-not-found = There is nothing at this address.
    .next = Check the address, or go back to the start.
error-sign-in-failed = The e-mail address or the password is wrong.
    .next = Check both and try again.
error-company-taken = Another company has this name.
    .next = Choose another name, or open the company that is there.
error-policy-changed = Somebody else has changed these rules in the meantime.
    .next = Load the page again and make your change on the new version.
error-session-missing = You are not signed in.
    .next = Sign in to go on.
error-second-factor-required = Your account needs a code too.
    .next = Open your app for codes and type the six digits. A recovery code works too.
error-second-factor-wrong = This code is not right.
    .next = Wait for the next code in your app and type that one. Each code works once.
error-second-factor-on = Your account asks for codes already.
    .next = To use another phone, turn the codes off first.
error-password-wrong = This is not your password.
    .next = Check it and try again.
error-password-short = This password is too short.
    .next = { $characters ->
        [one] Choose one with at least one character.
       *[other] Choose one with at least { $characters } characters.
    }
error-email-taken = Somebody has this e-mail address already.
    .next = Look for them in the list, or use another address.
error-last-owner = Nobody else can manage the accounts.
    .next = Make somebody else an owner first.
error-account-disabled = This account is switched off.
    .next = Switch it on first.
error-set-up-link-invalid = This link does not work any more.
    .next = Each link works once, for one day. Ask the person who sent it for a new one.
error-forbidden = Your account may not do this.
    .next = Ask somebody who manages the accounts.
error-internal = Something went wrong in this app. It is our fault, not yours.
    .next = Try again. If it happens again, tell your help desk.
