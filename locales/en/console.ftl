### What the help desk's console says.

## The frame

shell-product = Porchlight
shell-title = { $page } – Porchlight
shell-skip = Skip to the content
shell-navigation = Main
shell-language = Language
shell-keys = Keyboard shortcuts
shell-sign-out = Sign out
shell-menu = Menu
nav-today = Today
nav-companies = Companies
nav-people = People
nav-devices = Devices
nav-invites = Invites
nav-audit = Audit
nav-staff = Staff
nav-account = Your account
nav-waiting = { $count ->
    [one] (1 waits)
   *[other] ({ $count } wait)
}
loading = Loading…
nowhere-title = There is no such page
nowhere-next = The address may be mistyped, or the page has gone.

role-owner = owner
role-technician = technician
role-auditor = auditor
role-owner-may = Does everything: companies, what they ask for, staff.
role-technician-may = Invites people and looks after computers.
role-auditor-may = Reads everything and changes nothing.

ask-cancel = Cancel

## When something goes wrong

trouble-title = There is a problem
trouble-prefix = Error:
trouble-retry = Try again
trouble-trace = In the collector’s log: { $id }

console-error-collector-unreachable = The collector does not answer.
    .next = Check your connection. If it holds, ask whoever runs the server.
console-error-timed-out = The collector took too long to answer.
    .next = Try again. If it happens often, tell whoever runs the server.
console-error-server-error = Something broke on the collector.
    .next = Try again in a few minutes. If it happens again, tell whoever runs the server.
console-error-answer-malformed = The answer did not come from the collector.
    .next = Something in between may have answered, such as a proxy. Load the page again.
console-error-internal = Something went wrong in Porchlight. It is a fault of ours.
    .next = Try again. If it happens again, tell whoever runs the server.
console-error-not-found = There is no such thing here.
    .next = It may have been removed, or it belongs to a company that you do not look after.

console-error-policy-changed = Somebody else changed this policy while you did. Nothing was saved.
    .next = Look at both changes below. Then try yours out again.
console-error-last-owner = This is the last owner.
    .next = Make somebody else an owner first. A console without one could not be looked after.

## Signing in

sign-in-title = Sign in
sign-in-lead = For the help desk: how the computers of your companies stand.
sign-in-ran-out = Your session has ended. Sign in to go on where you were.
sign-in-email = E-mail
sign-in-password = Password
sign-in-email-missing = Enter your e-mail address
sign-in-password-missing = Enter your password
sign-in-submit = Sign in
sign-in-busy = Signing in…
sign-in-forgotten = Forgot your password? Ask an owner for a new link.
sign-in-code-title = Enter your code
sign-in-code-lead = Your account asks for a second factor. Open the app on your phone.
sign-in-code-wrong = This code is not right.
sign-in-code-wrong-next = Codes change every 30 seconds, and each works once. Enter the newest one.
sign-in-code-lost = Lost your phone? Enter one of your recovery codes instead.
sign-in-other = Sign in as somebody else

## Choosing a password by a link

set-up-title = Choose your password
set-up-lead-first = You are the first owner at { $provider }. You can add the others afterwards.
set-up-name = Your name
set-up-name-missing = Type your name.
set-up-email-missing = Type the e-mail address that you will sign in with.
set-up-lead = Welcome, { $name }. { $provider } has made an account for you.
set-up-save = Save the password
set-up-done = Your password is set
set-up-done-next = Sign in with it now. Then add a second factor under “Your account”.
set-up-gone = This link does not work any more
set-up-gone-next = A link works once, and for one day. Ask an owner for a new one.

## News as it comes

live-on = Live
live-connecting = Connecting…
live-broken = Not live
live-broken-why = News does not show by itself right now. We keep trying.
live-retry = Try now
news-report = New report from { $person }, { $company }.
news-enrolment = New computer: { $person }, { $company }.
news-many = { $count ->
    [one] One more change.
   *[other] { $count } more changes.
}

## Points in time

time-just-now = just now
seen-ago = Seen { $ago }
sent-ago = received { $ago }
enrolled-ago = Set up { $ago }
audit-when = { $date }, { $time }

## How a computer stands

state-ready = Ready
state-never-reported = Never reported
state-stale = Stale
state-very-stale = Very stale

state-must-mend = Failing
state-unclear = Unknown
state-worth-mending = Worth mending
state-not-shared = Not shared
state-good = Good
state-not-asked = Not asked
state-not-shared-count = { $count ->
    [one] 1 not shared
   *[other] { $count } not shared
}

outcome-pass = Passed
outcome-warn = Passed in part
outcome-fail = Failed
outcome-unknown = Unknown
outcome-left-out = Not shared
outcome-not-applicable = Makes no sense here
outcome-none = Not in the report

state-must-mend-count = { $count ->
    [one] 1 failing
   *[other] { $count } failing
}
state-unclear-count = { $count ->
    [one] 1 unknown
   *[other] { $count } unknown
}
state-worth-mending-count = { $count ->
    [one] 1 worth mending
   *[other] { $count } worth mending
}

checks-good = { $good } of { $asked }

## What waits today

today-title = Today
today-kinds = What waits, by kind
today-of-invites = { $count ->
    [one] invite
   *[other] invites
}
today-state-person-says = Waits for you
today-state-must-mend = Failing
today-state-never-reported = Never reported
today-state-invite-expiring = Runs out soon
today-state-stale = Stale
today-what-never-reported = Set up, and no report yet
today-what-invite-expiring = The invite was not used and runs out soon
today-what-stale = The last report is too old
today-with-nobody = nobody
today-assign = Take it on
today-snooze = Put it off
today-done = It is done
today-assigned = You have taken on the computer of { $person }.
today-shown = { $total ->
    [one] { $shown } of 1 that waits
   *[other] { $shown } of { $total } that wait
}
today-snoozed-show = { $count ->
    [one] Show 1 that was put off
   *[other] Show { $count } that were put off
}
today-snoozed-hide = Hide what was put off
today-put-off-until = until { $date }
today-nothing = Nothing waits for you
today-nothing-of-kind = Nothing of this kind waits
today-nothing-next = New things show up here by themselves.

snooze-title = Put it off
snooze-lead = Everything about the computer of { $person } is hidden until then. A note says who did it and why.
snooze-until = For how long
snooze-days = { $count ->
    [one] One day
   *[other] { $count } days
}
snooze-action = Put it off
done-title = It is done
done-lead = Everything about the computer of { $person } leaves the list until something changes.
done-action = It is done
note-title = At the help desk
note-until = Put off until
note-done = Done
note-reason = Why
note-reason-hint = For your colleagues. Do not write anything private here.
note-reason-missing = Write one line, so that others know


## The list of devices

devices-title = Devices
devices-company = Company
devices-company-all = { $count ->
    [one] All companies (1)
   *[other] All companies ({ $count })
}
devices-company-option = { $name } ({ $ready } of { $devices } ready)
devices-search = Search by person, company or reference
devices-search-placeholder = Person, company, reference PL-…
devices-clear = Clear the filter
devices-states = Devices by state
devices-of = of { $total }
devices-shown = { $total ->
    [one] { $shown } of 1 device
   *[other] { $shown } of { $total } devices
}
devices-more = Show more
devices-csv = Download (CSV)

filter-check = Check
filter-check-all = Any check
filter-outcome = Outcome
filter-outcome-all = Any outcome
filter-os = System
filter-os-all = Any system
filter-stale = Only old reports

tile-all = All devices
tile-ready = Ready to work
tile-must-mend = Failing
tile-unclear = Unknown
tile-worth-mending = Worth mending
tile-never-reported = Never reported

column-person = Person
column-company = Company
column-computer = Computer
column-state = State
column-good = Good
column-reported = Last report
column-what = What
column-since = Since
column-with = With
column-acts = What you can do
column-made = Made
column-until = Until
column-ready = Ready
column-must-mend = Failing
column-unclear = Unknown
column-stale = Stale
column-never-reported = Never reported
column-left-out = Not shared
column-invited = Open invites
column-computers = Computers
column-invites = Invites
column-when = When
column-who = Who
column-did = Did what
column-subject = To what
column-name = Name
column-role = Role
column-companies = Companies
column-factor = Second factor
column-seen = Last sign-in

person-unnamed = No name given

empty-no-match = No device fits this filter
empty-no-match-next = Try a shorter search, another state or another company.
empty-no-match-all = Show all devices
empty-no-company = There is no company yet
empty-no-company-next = Add the first one. Then invite its people.
empty-no-company-owner = An owner can add one, or give you one to look after.
empty-no-device = No computer is set up yet
empty-no-device-next = Make an invite for each person and send it to them.
empty-no-device-then = A computer shows up here when its person accepts the invite. You need not reload.

## Invites

invites-new = Invite people
invites-state = State
invites-state-all = Any state
invite-state-open = Open
invite-state-used = Used
invite-state-expired = Ran out
invite-state-revoked = Taken back
invite-made-by = by { $name }
invites-shown = { $total ->
    [one] { $shown } of 1 invite
   *[other] { $shown } of { $total } invites
}
invites-none = There is no invite yet
invites-none-next = An invite lets one person set up one computer.
invites-none-fits = No invite fits this filter
invites-all = Show all invites
revoke-title = Take this invite back?
revoke-action = Take back
revoke-lead = { $person } at { $company } cannot use it any more. You can make a new one.

invite-company = Company
invite-company-choose = Choose a company
invite-company-missing = Choose a company
invite-people = People
invite-people-hint = One name a line, or paste a column from a table. Leave it empty for one invite without a name.
invite-people-wrong = { $count ->
    [one] One line cannot be used. See below.
   *[other] { $count } lines cannot be used. See below.
}
invite-file = Load a file (CSV)
invite-file-too-large = This file is too large for a list of people
invite-hours = How long they may be used
invite-hours-hint = Each works for one computer, once.
invite-hours-option = { $days ->
    [one] One day
   *[other] { $days } days
}
invite-send = { $count ->
    [one] Make the invite
   *[other] Make { $count } invites
}
preview-title = { $count ->
    [one] One person will be invited
   *[other] { $count } people will be invited
}
preview-line = Line { $number }:
preview-more = and { $count } more
preview-problem-too-long = longer than 120 characters
preview-problem-not-text = has characters that no name has
preview-problem-twice = is already in the list
preview-problem-too-many = more than 500 at once
made-title = { $count ->
    [one] The invite is ready
   *[other] { $count } invites are ready
}
made-once = Codes and links are shown only now. Send or print them before you leave this page.
made-print = Print
made-again = Invite more people
made-qr = Link of the invite for { $person }, to be read by a phone
made-until = until { $date }, { $time }
made-how = Install Porchlight, open it, and enter this code. Or open the link on the computer.
made-code = Code
made-link = Link

## Companies and what they ask for

companies-add = Add a company
company-title = Company
company-devices = Its devices
company-about = About this company
company-name = Name
company-name-missing = Enter a name
company-phone = Help desk’s phone
company-phone-hint = People see it when they need help.
company-hours = Help desk’s hours
company-hours-hint = Such as “Monday to Friday, 8 to 18”.
company-since = With us
company-change = Change the details
company-save = Save

policy-title = What it asks for
policy-change = Change
policy-try = Try changes out
policy-lead = Choose what people must mend before they work, and what is only advice. You see who is affected before anything is saved.
policy-checks = Checks
policy-requirement = What is asked: { $check }
policy-from = from
policy-from-of = Required from: { $check }
policy-from-why = Before that day it counts as advice. Without a day, it is required at once.
policy-required-from = Required from { $date }
policy-numbers = Numbers
policy-numbers-why = Where a field is empty, the check decides by itself.
policy-number-of-check = by the check
policy-preview = See what changes
policy-save = Save for everybody
policy-unchanged = Nothing is changed yet.
policy-changed-count = { $count ->
    [one] One thing is changed.
   *[other] { $count } things are changed.
}
policy-owner-saves = Only an owner can save.
policy-theirs = Nothing was saved. Somebody else has changed this meanwhile:
policy-theirs-next = Your own changes are kept and marked. Look at both, and see what changes.
threshold-lock-after-s = Screen locks after (minutes)
threshold-update-days = Updates may wait (days)
threshold-signature-days = Signatures may be old (days)
threshold-support-days = Updates must come for (days more)
threshold-stale-after-days = A report is stale after (days)
impact-title = { $devices ->
    [one] { $changed } of 1 device changes
   *[other] { $changed ->
        [one] 1 of { $devices } devices changes
       *[other] { $changed } of { $devices } devices change
    }
}
impact-before = Before
impact-after = After
impact-becomes = becomes

## People

people-search = Search for a person
people-search-placeholder = Name of a person
people-shown = { $total ->
    [one] { $shown } of 1 person
   *[other] { $shown } of { $total } people
}
people-none = Nobody is here
people-all = Show all people
people-no-computer = none yet

## The audit

audit-action = What was done
audit-action-all = Everything
audit-actor = Who did it
audit-actor-all = Anybody
audit-shown = { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
audit-none = No entry fits this filter.
audit-whole = { $count ->
    [one] The chain of 1 entry is whole.
   *[other] The chain of { $count } entries is whole.
}
audit-whole-why = No entry was changed or taken out. Fingerprint of the last one:
audit-broken = { $count ->
    [one] The chain of 1 entry is broken.
   *[other] The chain of { $count } entries is broken.
}
audit-broken-why = Somebody changed the database by hand. Keep a copy and find out who. The last fingerprint that fits:
audit-actor-operator = Whoever runs the server
audit-actor-technician = Somebody from the staff
audit-actor-device = A computer
audit-actor-nobody = Nobody signed in
audit-did-signed-in = Signed in
audit-did-sign-in-failed = Failed to sign in
audit-did-signed-out = Signed out
audit-did-device-viewed = Looked at a computer
audit-did-report-read = Read a report
audit-did-report-withdrawn = Took a report back
audit-did-device-enrolled = Set up a computer
audit-did-device-assigned = Took a computer on
audit-did-device-snoozed = Put a computer off
audit-did-device-done = Was done with a computer
audit-did-devices-exported = Took the list of devices as a file
audit-did-invite-created = Made an invite
audit-did-invite-revoked = Took an invite back
audit-did-company-added = Added a company
audit-did-company-changed = Changed a company
audit-did-policy-changed = Changed what is asked for
audit-did-technician-added = Added staff
audit-did-role-changed = Changed what somebody may do
audit-did-scope-changed = Changed whom somebody looks after
audit-did-technician-disabled = Switched an account off
audit-did-technician-enabled = Switched an account on
audit-did-set-up-link-made = Made a link for a password
audit-did-set-up = Chose a password by a link
audit-did-password-changed = Changed the password
audit-did-second-factor-on = Added a second factor
audit-did-second-factor-off = Removed a second factor
audit-did-provider-named = Named the provider

## Staff

staff-add = Add somebody
staff-you = (you)
staff-disabled = Shut out
staff-never = never
staff-all-companies = All companies
staff-name-missing = Enter a name
staff-companies-missing = Choose at least one company
staff-edit-of = Change { $name }
staff-link-of = New link for { $name }
staff-enable-of = Let { $name } in again
staff-disable-of = Shut { $name } out
staff-disable = Shut out
staff-disable-title = Shut { $name } out?
staff-disable-lead = They are signed out everywhere and cannot sign in again. What they did stays in the audit.
staff-link = Make a new link
staff-link-title = New link for { $name }?
staff-link-lead = With it they choose a new password. Their old password and second factor then go.
set-up-link-title = A link for { $name }
set-up-link-lead = Send it on a way that only they read. It works once, until { $date }, { $time }. It is shown only now.

## The own account

account-who = About you
password-title = Password
password-current = Current password
password-new = New password
password-again = New password again
password-hint = At least { $count } characters. A sentence is easy to remember.
password-too-short = Use at least { $count } characters
password-differs = The two passwords differ
password-save = Change the password
password-saved = Changed. Your other sessions have ended.
factor-on = On
factor-off = Off
factor-why = With a second factor, a stolen password is not enough. You need an app on your phone that shows codes.
factor-begin = Add a second factor
factor-again = Set it up anew
factor-scan = Read this picture with the app on your phone. Then enter the code that the app shows.
factor-qr = Picture for the app on your phone
factor-secret = Or type this key into the app:
factor-code = Code
factor-code-hint = Six digits
factor-code-missing = Enter the code
factor-confirm = Switch it on
factor-codes-left = { $count ->
    [0] It is on. You have no recovery code left: set it up anew.
    [one] It is on. You have one recovery code left.
   *[other] It is on. You have { $count } recovery codes left.
}
factor-drop = Switch it off
factor-drop-lead = Then the password alone lets anybody in.
recovery-title = Your recovery codes
recovery-lead = Each works once, if your phone is lost. They are shown only now: print them or keep them safe.


## One device

device-title = Device
device-back-label = Back
device-as-of = As of { $ago }
device-news = A new report from this computer is shown.
device-checks = Checks: { $good } of { $asked } good
device-about = About this computer
device-enrolled = Set up
device-policy = Policy
device-policy-version = Version { $version }
device-key = Key fingerprint
device-key-why = On the phone, compare it with the fingerprint that the person sees.
device-id = Device id
device-no-report = No report yet
device-no-report-next = The computer is set up, but its person has not sent a report. Ask them to open Porchlight, check the computer and press Send.

newer-than-console = This comes from a newer version of the app, and the console has no words for it yet: { $code }
never-looked-at = The policy asks for it, and no report has it yet.
told-title = What the person reads
ours-to-mend = Ours to mend, not the person’s.

requirement-required = Required
requirement-advised = Advised
requirement-none = Not in the policy
grade-observed = Read by the app
grade-declared = Said by the person
grade-verified = Seen by a technician
grade-tenant = Read from Microsoft 365

fact-automatic = Automatic
    .on = on
    .partly = in part
    .off = off
fact-pending-security = Security updates that wait
fact-oldest-days = The oldest waits for (days)
fact-method = Method
    .bitlocker = BitLocker
    .filevault = FileVault
    .luks1 = LUKS 1
    .luks2 = LUKS 2
    .dm-crypt = dm-crypt without LUKS
    .zfs = ZFS
    .ecryptfs = eCryptfs
    .none = none
fact-state = State
    .on = on
    .off = off
    .partly-on = on in part
    .paused = paused
    .until-restart = on until the next start
    .expired = expired
    .encrypting = being encrypted
    .decrypting = being decrypted
    .suspended = suspended
    .waiting-for-activation = encrypted, not activated
    .partial = in part
fact-root = System covered
fact-home = Own files covered
fact-swap = Swap covered
fact-manager = Managed by
    .firewalld = firewalld
    .macos = macOS
    .nftables = nftables
    .third-party = another product
    .ufw = ufw
    .windows = Windows
fact-product = Product
    .defender = Microsoft Defender
    .linux-scanner = a scanner for Linux
    .macos = XProtect of macOS
    .none = none
    .third-party = another product
fact-signatures = Signatures
    .current = current
    .old = old
    .outdated = outdated
fact-signature-age-days = Signatures are old (days)
fact-name = System
fact-version = Version
fact-support = Support
    .full = full
    .extended = extended
    .ended = ended
    .rolling = rolling release
fact-supported-until = Supported until
fact-days-left = Days left
fact-locks = Locks by itself
fact-lock-after-s = Locks after (seconds)
fact-desktop = Desktop
    .gnome = GNOME
    .kde = KDE Plasma
    .macos = macOS
    .windows = Windows
fact-sign-in = Sign-in at the start
    .asked = asked for
    .after-disk = automatic, after the disk’s password
    .automatic = automatic
fact-password = Password
    .set = set
    .none = none
    .locked = locked
fact-stored-password = Password stored in the clear
fact-reachable = Reachable from the network
fact-tools = Remote-control programs
fact-unattended-tools = Of these, without anybody there
fact-remote-desktop = Remote Desktop
fact-ssh = SSH
fact-screen-sharing = Screen sharing
fact-remote-management = Remote management
fact-sync = Set by a time server
fact-off-by-s = Off by (seconds)
flag-yes = yes
flag-no = no

today-says-cannot-do = Says “I can’t do this”
today-says-disagree = Says “I think this is wrong”
device-history = { $count ->
    [one] Changed once
   *[other] The last { $count } changes
}

compare-link = Compare two reports
compare-title = Compare two reports
compare-from = Earlier report
compare-to = Later report
compare-option = { $reference } – { $date }, { $time }
compare-fact = What was read
compare-same = Nothing differs between these two reports.
compare-too-few = There is only one report. Two are needed to compare.

sent-reports = { $count ->
    [one] 1 report
   *[other] Last { $count } reports
}
sent-taken-back = Taken back by the person { $ago }. Its content is erased.
exact-title = Exact report as sent
exact-why = These are the very characters that the person read, signed and sent.
exact-hash = SHA-256

copy-report = Copy the report
copy-jws = Copy the signed original
copy-link = Copy the link
copy-code = Copy the code
copy-invites = Copy all
copy-codes = Copy the codes
copy-secret = Copy the key
copy-copied = Copied
copy-marked = Copying is not allowed here. The text is marked: press Ctrl + C.

## Keys

keys-title = Keyboard shortcuts
keys-next = Next row
keys-previous = Previous row
keys-open = Open the row
keys-assign = Take it on (Today)
keys-snooze = Put it off (Today)
keys-search = Search
keys-help = This list
keys-move-short = move
keys-open-short = open
keys-assign-short = take on
keys-snooze-short = put off
keys-search-short = search
keys-help-short = all keys
keys-switch = Use single-letter keys
keys-switch-why = Turn them off if you speak to your computer, or press them by accident.
keys-close = Close
