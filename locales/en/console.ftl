### What the help desk's console says.

## The frame

shell-product = Porchlight
shell-title = { $page } – Porchlight
shell-skip = Skip to the content
shell-navigation = Main
shell-language = Language
shell-keys = Keyboard shortcuts
shell-sign-out = Sign out
nav-devices = Devices
loading = Loading…
nowhere-title = There is no such page
nowhere-next = The address may be mistyped, or the page has gone.

role-owner = owner
role-technician = technician
role-auditor = auditor

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
console-error-not-found = There is no such device or report here.
    .next = It may have been removed, or it belongs to a company that you do not look after.

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
sign-in-forgotten = Forgot your password? Ask whoever runs the server.

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

person-unnamed = No name given

empty-no-match = No device fits this filter
empty-no-match-next = Try a shorter search, another state or another company.
empty-no-match-all = Show all devices
empty-no-company = There is no company yet
empty-no-company-next = On the server, add the first company:
empty-then-invite = Then create an invite for each person:
empty-no-device = No computer is set up yet
empty-no-device-next = On the server, create an invite for each person and send it to them:
empty-no-device-then = A computer shows up here when its person accepts the invite. You need not reload.

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

sent-reports = { $count ->
    [one] 1 report
   *[other] Last { $count } reports
}
sent-taken-back = Taken back by the person { $ago }. Its content is erased.
exact-title = Exact report as sent
exact-why = These are the very characters that the person read, signed and sent.
exact-hash = SHA-256

copy-command = Copy the command
copy-report = Copy the report
copy-jws = Copy the signed original
copy-copied = Copied
copy-marked = Copying is not allowed here. The text is marked: press Ctrl + C.

## Keys

keys-title = Keyboard shortcuts
keys-next = Next device
keys-previous = Previous device
keys-open = Open the device
keys-search = Search
keys-help = This list
keys-move-short = move
keys-open-short = open
keys-search-short = search
keys-help-short = all keys
keys-switch = Use single-letter keys
keys-switch-why = Turn them off if you speak to your computer, or press them by accident.
keys-close = Close
