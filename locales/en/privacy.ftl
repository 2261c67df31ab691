### What leaves a computer, field by field. `cargo xtask codegen` makes docs/PRIVACY.md of it.
###
### privacy-<document>-<field>   a field's name; `what` it is, `why` it is asked, `example`, `leave-out`, `kept`
### The fields come from the types of the contract: one without words stops the build, and so do words without a field.

## The page

privacy-page-title = What leaves your computer
privacy-page-made = This page is made from the program itself. A field that is not on it cannot be sent.
privacy-page-lead = Porchlight sends three things: a question, a request and a report. You start each of them. Here is every field of all three.
privacy-page-network = The server also sees your internet address while you are connected, as every website does. The report does not have it.
privacy-page-field = Field
privacy-page-what = What it is
privacy-page-why = Why
privacy-page-example = Example
privacy-page-leave-out = Can I leave it out?
privacy-page-kept = How long is it kept?
privacy-page-checks = What each check tells
privacy-page-checks-lead = Each check tells a result and a few plain facts. These are all facts there are.
privacy-page-fact = Fact
privacy-page-can-be = What it can be
privacy-page-never = What is never in a report
privacy-page-never-who = Names, work or home addresses, e-mail addresses, and the names of accounts on the computer.
privacy-page-never-device = Serial numbers, the name of the computer, network addresses, the name of your Wi-Fi, and where you are.
privacy-page-never-use = Files and their names, programs that you installed, web history, photos, messages, and hours of use.
privacy-page-never-secret = Passwords, recovery keys and codes.
privacy-page-never-how = A test hides such things in every answer of recorded computers. It fails if one of them is in the report.

## How long, and whether it can be left out

privacy-kept-not = Not kept.
privacy-kept-report = Up to 12 months, with the report. Your company promises that.
privacy-kept-device = As long as your computer is known to the help desk.
privacy-kept-invite = Only a fingerprint of it, with your invitation.
privacy-always = No. Without it, nothing else can be read.
privacy-unread = It is left out when it cannot be read.
privacy-withheld = If you keep a check to yourself, it says so and nothing else.
privacy-choice = It is only there if you say something.

## What a fact can be

privacy-kind-flag = yes or no
privacy-kind-number-seconds = a number of seconds
privacy-kind-number-days = a number of days
privacy-kind-number = a number
privacy-kind-word = one of these words:
privacy-kind-version = the name or version of your system
privacy-kind-date = a day

## When you enter an invitation

privacy-look-up = When you enter an invitation
    .what = The app asks the server who invites you. Nothing is kept of the question.
privacy-look-up-code = The code of your invitation
    .what = The ten letters and numbers that you entered.
    .why = The server finds your invitation by it.
    .example = K7Q2M9X4TB
    .leave-out = { privacy-always }
    .kept = { privacy-kept-not }

## When you say yes

privacy-enrolment = When you say yes to your company
    .what = The app asks the server to know this computer. That is all it says about it.
privacy-enrolment-schema = The kind of message
    .what = The name and version of this kind of message. It is always the same.
    .why = The server can tell what it reads.
    .example = porchlight.enrolment/1
    .leave-out = { privacy-always }
    .kept = { privacy-kept-not }
privacy-enrolment-code = The code of your invitation
    .what = The same code as before.
    .why = It shows that you were invited.
    .example = K7Q2M9X4TB
    .leave-out = { privacy-always }
    .kept = { privacy-kept-invite }
privacy-enrolment-device-key = The public key of this computer
    .what = A random key that was made for this company only. Its secret half stays on your computer.
    .why = Nobody else can send reports in your name.
    .example = 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo
    .leave-out = { privacy-always }
    .kept = { privacy-kept-device }
privacy-enrolment-collector = The server you mean
    .what = The fingerprint of the server that invited you.
    .why = The request is worth nothing on another server.
    .example = kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k
    .leave-out = { privacy-always }
    .kept = { privacy-kept-not }
privacy-enrolment-created-at = The time of your yes
    .what = The time on your computer, to the second.
    .why = An old request cannot be used again.
    .example = 2026-11-22T10:04:00Z
    .leave-out = { privacy-always }
    .kept = { privacy-kept-not }
privacy-enrolment-os = The kind of system
    .what = Linux, macOS or Windows.
    .why = The help desk can tell you the right steps.
    .example = windows
    .leave-out = { privacy-always }
    .kept = { privacy-kept-device }

## When you press Send

privacy-report = When you press Send
    .what = You read the report first. What you read is what is sent, letter by letter.
privacy-report-schema = The kind of message
    .what = The name and version of this kind of message. It is always the same.
    .why = The server can tell what it reads.
    .example = porchlight.report/1
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-report-id = The number of the report
    .what = A random number.
    .why = A report that comes twice counts once.
    .example = 01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-company-id = The number of your company
    .what = The number that your company has on this server.
    .why = The report reaches the right company and no other.
    .example = 01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a12
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-device-id = The number of your computer
    .what = A random number from the day you said yes. It has nothing to do with the machine.
    .why = The help desk can tell your reports from those of others.
    .example = 01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a13
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-created-at = The time of the report
    .what = When the report was made for you to read, by the clock of your computer.
    .why = The help desk sees how old it is.
    .example = 2026-11-22T10:04:00Z
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-app-version = The version of Porchlight
    .what = The version of the app that made the report.
    .why = The help desk can tell if a check was wrong in an old version.
    .example = 0.1.0
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-app-policy-version = The version of the rules
    .what = The version of your company’s rules that the app showed you.
    .why = The help desk sees the same rules that you saw.
    .example = 1
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-device-ownership = Whose computer it is
    .what = It always says that the computer is your own.
    .why = Nobody takes it for a computer of the company.
    .example = personal
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-device-os-family = The kind of system
    .what = Linux, macOS or Windows.
    .why = The help desk can tell you the right steps.
    .example = windows
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-device-os-name = The name of the system
    .what = Its name, out of a list that the app has.
    .why = Each system has its own dates for updates.
    .example = windows-11
    .leave-out = { privacy-unread }
    .kept = { privacy-kept-report }
privacy-report-device-os-version = The version of the system
    .what = Its version, as the maker counts them.
    .why = Old versions get no more security updates.
    .example = 25H2
    .leave-out = { privacy-unread }
    .kept = { privacy-kept-report }
privacy-report-checks-id = The name of a check
    .what = Which setting this part of the report is about.
    .why = There is one such part for each check.
    .example = disk.encryption
    .leave-out = { privacy-withheld }
    .kept = { privacy-kept-report }
privacy-report-checks-outcome-status = The result
    .what = Good, almost good, not good, not needed here, or not known.
    .why = The help desk sees where you need a hand.
    .example = pass
    .leave-out = { privacy-withheld }
    .kept = { privacy-kept-report }
privacy-report-checks-outcome-reasons = What is not as it should be
    .what = One or more words out of a fixed list.
    .why = The help desk can tell you what to change.
    .example = not_at_start
    .leave-out = { privacy-withheld }
    .kept = { privacy-kept-report }
privacy-report-checks-outcome-why = Why a check is not needed here
    .what = A word out of a fixed list.
    .why = Nobody asks you for something that your computer cannot have.
    .example = rolling_release
    .leave-out = { privacy-withheld }
    .kept = { privacy-kept-report }
privacy-report-checks-outcome-cause = Why a result is not known
    .what = A word out of a fixed list.
    .why = Not known is no fault of yours. The help desk sees why.
    .example = no_permission
    .leave-out = { privacy-withheld }
    .kept = { privacy-kept-report }
privacy-report-checks-grade = Who says so
    .what = It says that the app read the setting, and not a person.
    .why = What was read and what was said are two things.
    .example = observed
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-checks-observed-at = The time of the check
    .what = When the app looked, by the clock of your computer.
    .why = The help desk sees how old a result is.
    .example = 2026-11-22T10:03:00Z
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-checks-facts = The facts
    .what = A few plain facts for each check. They stand further down, one by one.
    .why = The help desk can tell you the right steps.
    .example = { "{" } "locks": true { "}" }
    .leave-out = { privacy-unread }
    .kept = { privacy-kept-report }
privacy-report-checks-person = What you say to it
    .what = That you cannot change it yourself, or that you think it is wrong.
    .why = The help desk can help you, or look again.
    .example = cannot_do
    .leave-out = { privacy-choice }
    .kept = { privacy-kept-report }
