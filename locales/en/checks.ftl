### What the checks look at and what they find. Shown in the wizard, in the console and by the command line.
###
### check-<check>            its name; `good` when it passes, `why` it matters, `sent`: what the report says of it
### finding-<check>-<code>   what is wrong; `what` we saw, `steps-<system>`: one step a line
### unknown-<cause>          why a check has no answer
### not-applicable-<why>     why a check makes no sense on a computer
###
### The coarse facts of a check are there as variables, such as $days_left.

## The system still gets security updates

check-os-supported = Updates from the maker
    .good = Your system still gets security updates
    .why = When the maker stops fixing holes, attackers walk through them.
    .sent = The name and version of your system, and how long it gets updates. Nothing that you installed.

finding-os-supported-ended = Your system no longer gets security updates
    .what = The maker has ended its support for this version.
    .steps-linux =
        Make a copy of your important files.
        Open the program for updates of your system and look for a new version.
        Follow it step by step. It can take an hour.
        If no new version is offered, ask your help desk.
    .steps-macos =
        Make a copy of your important files, for example with Time Machine.
        Open System Settings, then General, then Software Update.
        Choose the newest macOS that is offered.
        If none is offered, this Mac is too old for it. Tell your help desk.
    .steps-windows =
        Make a copy of your important files.
        Open Settings, then Windows Update, and choose Check for updates.
        Install the newest version of Windows that is offered.
        If none is offered, this computer is too old for it. Tell your help desk.
finding-os-supported-ends-soon = Your system will soon get no more security updates
    .what = { $days_left ->
        [0] Today is the last day with updates for this version.
        [one] There is one more day with updates for this version.
       *[other] There are { $days_left } more days with updates for this version.
    }
    .steps-linux =
        Choose an evening for it. A new version can take an hour.
        Make a copy of your important files.
        Open the program for updates of your system and install the new version.
    .steps-macos =
        Choose an evening for it. A new version can take an hour.
        Make a copy of your important files, for example with Time Machine.
        Open System Settings, then General, then Software Update, and install the newest macOS.
    .steps-windows =
        Choose an evening for it. A new version can take an hour.
        Make a copy of your important files.
        Open Settings, then Windows Update, and install the newest version of Windows.
finding-os-supported-extended-only = Your system only gets some security updates
    .what = Full support for this version has ended. Only a part is still mended, or only if you ask for it.
    .steps-linux =
        Plan to move to the newest version within the next months.
        Make a copy of your important files first.
        On Ubuntu, you can switch on Ubuntu Pro until then. It costs nothing for up to five computers.

## Security updates come by themselves

check-os-updates = Automatic updates
    .good = Security updates come by themselves
    .why = Attackers use holes within days. Updates that come by themselves close them in time.
    .sent = Whether updates are automatic, how many wait, and for how long. No names of programs.

finding-os-updates-automatic-off = Updates don’t come by themselves
    .what = Nobody installs security updates on this computer unless you do it yourself.
    .steps-linux =
        On Ubuntu, open “Software & Updates”, then the page Updates.
        For security updates, choose “Download and install automatically”.
        On KDE Plasma, open System Settings, then Software Update, and choose Automatically.
        On another Linux, ask your help desk to set it up with you.
    .steps-macos =
        Open System Settings, then General, then Software Update.
        Click the ⓘ next to Automatic Updates.
        Switch everything on and choose Done.
    .steps-windows =
        Open Settings, then Windows Update, and choose Check for updates.
        Install what is offered.
        If the page says that an organization manages your updates, tell your help desk.
        If it shows an error, tell your help desk too.
finding-os-updates-service-off = The update service is switched off
    .what = Somebody or some program has switched off the part of Windows that brings updates.
    .steps-windows =
        Think back: did you use a program that stops updates? Undo that in the same program.
        Open Settings, then Windows Update, and choose Check for updates.
        If that fails, tell your help desk that the update service is disabled.
finding-os-updates-paused-long = Updates are paused for a very long time
    .what = The pause ends more than five weeks from now. Until then, no security update comes.
    .steps-windows =
        Open Settings, then Windows Update.
        Choose Resume updates and install what is offered.
finding-os-updates-old-pending = Security updates have waited too long
    .what = { $oldest_days ->
        [one] The oldest security update has waited for one day.
       *[other] The oldest security update has waited for { $oldest_days } days.
    }
    .steps-linux =
        Save your work.
        Open the program for updates of your system and install everything.
        Restart the computer, and check again.
        If an update fails, tell your help desk.
finding-os-updates-not-looked = This Mac has not looked for updates in a month
    .what = The last full look for updates was more than 30 days ago.
    .steps-macos =
        Connect the Mac to the internet.
        Open System Settings, then General, then Software Update, and wait for the answer.
        Install what is offered. It can take an hour.
finding-os-updates-partly-automatic = A part of the updates waits for you
    .what = The computer gets updates, but something is left for you to do, such as the installing.
    .steps-linux =
        On Ubuntu, open “Software & Updates”, then the page Updates.
        Check for updates daily, and choose “Download and install automatically” for security updates.
        On another Linux, ask your help desk to set it up with you.
    .steps-macos =
        Open System Settings, then General, then Software Update.
        Click the ⓘ next to Automatic Updates.
        Switch everything on and choose Done.
    .steps-windows =
        Open Settings, then Windows Update.
        Download and install what is offered.
        An organization set this computer to ask you first. Tell your help desk.
finding-os-updates-paused = Updates are paused
    .what = Somebody has paused the updates of Windows. No security update comes until the pause ends.
    .steps-windows =
        Open Settings, then Windows Update.
        Choose Resume updates and install what is offered.

## The disk is encrypted

check-disk-encryption = Disk protection
    .good = Your disk is protected
    .why = If this computer is lost or stolen, nobody else can read what is on it.
    .sent = Whether the disk is protected, and by which method. No names of files or drives.

finding-disk-encryption-off = Your disk is not protected
    .what = The disk is not encrypted. Whoever takes it out can read it without your password.
    .steps-linux =
        On Linux, the disk can only be encrypted while the system is installed anew.
        Don’t do this alone. Talk to your help desk first.
        Until then, don’t keep work files on this computer.
    .steps-macos =
        Open System Settings, then Privacy & Security, then FileVault.
        Choose Turn On.
        Keep the recovery key outside this computer, for example on paper.
        Leave the Mac plugged in. You can go on working.
    .steps-windows =
        Open Settings, then Privacy & security, then Device encryption, and switch it on.
        If there is no such page, type “Manage BitLocker” in the Start menu.
        Save the recovery key outside this computer before you go on.
        Leave the computer plugged in. You can go on working.
finding-disk-encryption-decrypting = Your disk protection is being removed
    .what = The disk is being decrypted right now. Soon anybody could read it.
    .steps-macos =
        Wait until it is done. The page FileVault in System Settings shows how far it is.
        Then choose Turn On on the same page.
        Keep the recovery key outside this computer, for example on paper.
    .steps-windows =
        Wait until it is done. The page “Manage BitLocker” shows how far it is.
        Then switch protection on again on the same page, or under Device encryption.
        Save the recovery key outside this computer.
finding-disk-encryption-waiting-for-activation = Your disk protection was never switched on
    .what = Windows encrypted the disk, but left the key beside it. Nothing is protected yet.
    .steps-windows =
        Open Settings, then Privacy & security, then Device encryption, and switch it on.
        Windows may ask you to sign in with a Microsoft account. It keeps your recovery key there.
        On Windows Pro, you can type “Manage BitLocker” in the Start menu and choose Turn on.
finding-disk-encryption-home-open = Your own files are not protected
    .what = The system is encrypted, but the place with your own files is not.
    .steps-linux =
        Don’t change this alone. Talk to your help desk first.
        Until then, don’t keep work files on this computer.
finding-disk-encryption-suspended-long = Your disk protection has been paused for over a day
    .what = The disk is encrypted, but the key has lain open on it for more than a day.
    .steps-windows =
        Restart the computer once. After an update, that is often enough.
        Type “Manage BitLocker” in the Start menu.
        Next to drive C:, choose Resume protection.
        If it is paused again tomorrow, tell your help desk.
finding-disk-encryption-encrypting = Your disk protection is being set up
    .what = The disk is being encrypted right now. It is safe once that is done.
    .steps-macos =
        Leave the Mac plugged in. You can go on working.
        Check again later. It can take a few hours.
    .steps-windows =
        Leave the computer plugged in. You can go on working.
        Check again later. It can take a few hours.
finding-disk-encryption-suspended = Your disk protection is paused
    .what = The disk is encrypted, but the protection is paused. Until it goes on, the key lies open on the disk.
    .steps-windows =
        Restart the computer once. After an update, that is often enough.
        Type “Manage BitLocker” in the Start menu.
        Next to drive C:, choose Resume protection.
finding-disk-encryption-home-only = Only your own files are protected
    .what = Your own files are encrypted, but the system is not. Copies of your work can lie there.
    .steps-linux =
        Ask your help desk whether this is enough for your work.
        With the next new installation, choose to encrypt the whole disk.
finding-disk-encryption-swap-open = A part of your disk is not protected
    .what = Your files are encrypted. But the system also writes its memory to the disk, and that part is not.
    .steps-linux =
        Don’t change this alone. Show this page to your help desk.
        Shut the computer down when you leave it, instead of closing the lid.

## The firewall is on

check-firewall-host = Firewall
    .good = Your firewall is on
    .why = It keeps other devices in your network from reaching into this computer.
    .sent = Whether a firewall is on, and which kind. No names of programs or networks.

finding-firewall-host-off = Your firewall is off
    .what = No firewall protects this computer right now.
    .steps-linux =
        Open a terminal.
        Type “sudo ufw enable” and press Enter.
        Enter your password and confirm.
    .steps-macos =
        Open System Settings, then Network, then Firewall.
        Switch the firewall on.
    .steps-windows =
        Type “Windows Security” in the Start menu and open it.
        Choose Firewall & network protection.
        Open each of the three networks and switch the firewall on.
finding-firewall-host-profile-off = Your firewall is off in some networks
    .what = The firewall of Windows is on in some kinds of network and off in another.
    .steps-windows =
        Type “Windows Security” in the Start menu and open it.
        Choose Firewall & network protection.
        Open each network where the firewall is off and switch it on.
finding-firewall-host-paused = Your firewall is paused
    .what = Another program is your firewall, and somebody has paused it.
    .steps-windows =
        Open that program. Its icon is often near the clock.
        Switch its firewall on again.
        If you no longer use it, remove it under Settings, then Apps. Windows’ own firewall can then do the work.
finding-firewall-host-inbound-allowed = Your firewall lets everything in
    .what = The firewall is on, but it is set to let in all connections from outside.
    .steps-windows =
        Type “Windows Security” in the Start menu and open it.
        Choose Firewall & network protection, then Restore firewalls to default.
        Confirm it. Programs may ask you for permission again.
finding-firewall-host-domain-profile-off = Your firewall is off in company networks
    .what = At home the firewall is on. In a company’s own network it would be off.
    .steps-windows =
        Type “Windows Security” in the Start menu and open it.
        Choose Firewall & network protection, then Domain network.
        Switch the firewall on.
finding-firewall-host-not-at-start = Your firewall is off after the next restart
    .what = The firewall works now, but it does not start with the computer.
    .steps-linux =
        Open a terminal.
        { $manager ->
            [ufw] Type “sudo systemctl enable ufw” and press Enter.
            [nftables] Type “sudo systemctl enable nftables” and press Enter.
           *[firewalld] Type “sudo systemctl enable firewalld” and press Enter.
        }
        Enter your password.

## Something looks for malware

check-malware-protection = Protection from malware
    .good = Your protection from malware works
    .why = Harmful programs can steal your files or lock them up. This stops most of them.
    .sent = Whether this protection works, and how old its lists are. Other makers’ products are not named.

finding-malware-protection-off = Nothing looks for malware
    .what = No program looks for malware on this computer right now.
    .steps-linux =
        Open a terminal.
        If you use ClamAV, type “sudo systemctl enable --now clamav-daemon” and press Enter.
        If your company put another scanner here, tell your help desk.
    .steps-windows =
        Type “Windows Security” in the Start menu and open it.
        Choose Virus & threat protection, then Manage settings.
        Switch Real-time protection on.
        If another product does this work for you, open it and switch it on there.
finding-malware-protection-expired = Your protection from malware has run out
    .what = A product is installed, but the time that was paid for is over.
    .steps-windows =
        If you want to keep the product, open it and renew it.
        If not, remove it under Settings, then Apps, then Installed apps.
        Restart the computer. Microsoft’s own protection then takes over. It costs nothing.
finding-malware-protection-signatures-old = Your protection does not know new malware
    .what = Its lists are too old. New malware comes out each day.
    .steps-windows =
        Connect to the internet.
        Type “Windows Security” in the Start menu and open it.
        Choose Virus & threat protection, then Protection updates, then Check for updates.
        If that fails, open Settings, then Windows Update, and check for updates there.
finding-malware-protection-scans-off = Your Mac does not look for malware
    .what = macOS looks for malware by itself. On this Mac, somebody has switched that off.
    .steps-macos =
        Install all updates under System Settings, then General, then Software Update.
        Restart the Mac and check again.
        If nothing has changed, show this page to your help desk.
finding-malware-protection-all-apps-allowed = Your Mac opens every app unseen
    .what = macOS checks each new app before it opens. On this Mac, somebody has switched that off.
    .steps-macos =
        Open System Settings, then Privacy & Security.
        Under Security, allow apps from the App Store and known developers.
        If there is no such choice, show this page to your help desk.
finding-malware-protection-paused = Your protection from malware is paused
    .what = A product is installed, but it is paused right now.
    .steps-windows =
        Type “Windows Security” in the Start menu and open it.
        Choose Virus & threat protection. It names the product that does the work.
        Switch it on again there, or in the product itself.
finding-malware-protection-signatures-outdated = Your protection is a little behind
    .what = Its lists are a few days old. New malware comes out each day.
    .steps-windows =
        Connect to the internet.
        Type “Windows Security” in the Start menu and open it.
        Choose Virus & threat protection, then Protection updates, then Check for updates.
        If another product does this work for you, open it and update it there.

## The screen locks by itself

check-screen-lock = Screen lock
    .good = Your screen locks by itself
    .why = When you step away, nobody else can go on where you stopped.
    .sent = Whether the screen locks by itself, and after how many seconds. Nothing else about how you use it.

finding-screen-lock-never-locks = Your screen never locks by itself
    .what = However long you are away, the screen stays open.
    .steps-linux = { $desktop ->
        [kde]
            Open System Settings and search for “Screen Locking”.
            Switch on locking after a time, and choose 15 minutes or less.
       *[gnome]
            Open Settings, then Power, and set Screen Blank to 15 minutes or less.
            Open Privacy & Security, then Screen Lock, and switch Automatic Screen Lock on.
    }
    .steps-macos =
        Open System Settings, then Lock Screen.
        Choose 15 minutes or less for the display, on battery and on the power adapter.
        Under “Require password”, choose Immediately.
    .steps-windows =
        Open Settings, then System, then Power.
        Choose 15 minutes or less for turning the screen off, plugged in and on battery.
        Open Settings, then Accounts, then Sign-in options.
        Under “If you’ve been away”, choose Every time.
finding-screen-lock-no-password = Your screen opens without a password
    .what = The screen goes dark, but no password is needed to go on.
    .steps-linux = { $desktop ->
        [kde]
            Open System Settings and search for “Screen Locking”.
            Switch on that a password is needed.
       *[gnome]
            Open Settings, then Privacy & Security, then Screen Lock.
            Switch Automatic Screen Lock on.
    }
    .steps-macos =
        Open System Settings, then Lock Screen.
        Under “Require password”, choose Immediately.
    .steps-windows =
        Open Settings, then Accounts, then Sign-in options.
        Under “If you’ve been away”, choose Every time.
        If you use a screen saver, open its settings.
        There, tick “On resume, display logon screen”.
finding-screen-lock-too-slow = Your screen locks much too late
    .what = It takes too long until the screen locks by itself.
    .steps-linux = { $desktop ->
        [kde]
            Open System Settings and search for “Screen Locking”.
            Choose 15 minutes or less.
       *[gnome]
            Open Settings, then Power, and set Screen Blank to 15 minutes or less.
            Open Privacy & Security, then Screen Lock, and set the delay to Screen Turns Off.
    }
    .steps-macos =
        Open System Settings, then Lock Screen.
        Choose 15 minutes or less for the display, on battery and on the power adapter.
        Under “Require password”, choose Immediately.
    .steps-windows =
        Open Settings, then System, then Power.
        Choose 15 minutes or less for turning the screen off, plugged in and on battery.
        If you use a screen saver, choose 15 minutes or less for it too.
finding-screen-lock-slow = Your screen locks a little late
    .what = It takes more than a quarter of an hour until the screen locks by itself.
    .steps-linux = { $desktop ->
        [kde]
            Open System Settings and search for “Screen Locking”.
            Choose 15 minutes or less.
       *[gnome]
            Open Settings, then Power, and set Screen Blank to 15 minutes or less.
            Open Privacy & Security, then Screen Lock, and set the delay to Screen Turns Off.
    }
    .steps-macos =
        Open System Settings, then Lock Screen.
        Choose 15 minutes or less for the display, on battery and on the power adapter.
        Under “Require password”, choose Immediately.
    .steps-windows =
        Open Settings, then System, then Power.
        Choose 15 minutes or less for turning the screen off, plugged in and on battery.
        If you use a screen saver, choose 15 minutes or less for it too.

## The computer asks who is there

check-account-password-autologin = Sign-in at the start
    .good = Your computer asks who you are
    .why = If it opens by itself, whoever switches it on can read your mail and files.
    .sent = Whether the computer asks at the start, and whether a password is set. No names, and no passwords.

finding-account-password-autologin-autologin = Your computer opens by itself
    .what = Whoever switches it on is let in. It asks for no password.
    .steps-linux =
        On GNOME, open Settings, then System, then Users. Unlock, and switch Automatic Login off.
        On KDE, open System Settings and search for “Login Screen”. Switch off automatic login there.
        If you find neither, show this page to your help desk.
    .steps-macos =
        Open System Settings, then Users & Groups.
        Next to “Automatically log in as”, choose Off.
    .steps-windows =
        Press the Windows key and R together, type “netplwiz” and press Enter.
        Tick “Users must enter a user name and password to use this computer”.
        If the box is not there, show this page to your help desk.
finding-account-password-autologin-no-password = Your account has no password
    .what = Whoever sits at this computer can sign in as you.
    .steps-linux =
        Open a terminal.
        Type “passwd” and press Enter.
        Choose a long password that you use nowhere else. Type it twice.
finding-account-password-autologin-stored-password = A password lies open on this computer
    .what = It was kept so that the computer can sign in by itself. Others can find it there.
    .steps-macos =
        Open System Settings, then Users & Groups.
        Next to “Automatically log in as”, choose a name, then choose Off again.
        Change the password of that account.
    .steps-windows =
        Show this page to your help desk. The value “DefaultPassword” of Winlogon has to go.
        Then change the password of that account.
        If you use it elsewhere, change it there too.
finding-account-password-autologin-autologin-after-disk = Your computer only asks for the disk’s password
    .what = After that, you are let in without being asked. If somebody else knows it, they get in too.
    .steps-linux =
        If only you know the disk’s password, you can leave it so. Ask your help desk.
        On GNOME, open Settings, then System, then Users. Unlock, and switch Automatic Login off.
        On KDE, open System Settings and search for “Login Screen”. Switch off automatic login there.

## Nobody comes in from elsewhere

check-remote-access = Access from elsewhere
    .good = Nobody can use this computer from elsewhere
    .why = A forgotten door is a way in. Attackers look for such doors all day.
    .sent = Which doors of the system itself are open, and how many programs open others. No names of programs.

finding-remote-access-remote-desktop = Remote Desktop is switched on
    .what = Others in your network can reach the screen of this computer and try to sign in.
    .steps-linux =
        On GNOME, open Settings, then System, then Remote Desktop, and switch it off.
        On KDE, open System Settings and search for “Remote Desktop”. Switch it off there.
        If you installed xrdp, type “sudo systemctl disable --now xrdp” in a terminal.
    .steps-windows =
        Open Settings, then System, then Remote Desktop.
        Switch it off and confirm.
        If you need it for your work, ask your help desk first.
finding-remote-access-ssh = Sign-in over the network (SSH) is switched on
    .what = Others in your network can try to sign in to this computer with a password.
    .steps-linux =
        On GNOME, open Settings, then System, then Secure Shell, and switch it off.
        If there is no such page, open a terminal and type “sudo systemctl disable --now sshd”.
        On Debian and Ubuntu, the last word is “ssh” in place of “sshd”.
        If you need it for your work, ask your help desk first.
    .steps-macos =
        Open System Settings, then General, then Sharing.
        Switch Remote Login off.
        If you need it for your work, ask your help desk first.
    .steps-windows =
        Open Settings, then System, then Optional features.
        Look for OpenSSH Server and remove it.
        If you need it for your work, ask your help desk first.
finding-remote-access-screen-sharing = Your screen is shared
    .what = Others in your network can reach your screen and try to sign in.
    .steps-linux =
        On GNOME, open Settings, then System, then Remote Desktop, and switch it off.
        On KDE, open the program Krfb and switch desktop sharing off.
        If you started another program for it, close it.
    .steps-macos =
        Open System Settings, then General, then Sharing.
        Switch Screen Sharing off.
finding-remote-access-remote-management = Remote Management is switched on
    .what = Somebody else can run this Mac over the network.
    .steps-macos =
        Open System Settings, then General, then Sharing.
        Switch Remote Management off.
        If this Mac belongs to your company, ask your help desk first.
finding-remote-access-unattended-tool = A program lets others in at any time
    .what = { $unattended_tools ->
        [one] One program waits for somebody to take over this computer. You don’t have to be there.
       *[other] { $unattended_tools } programs wait for somebody to take over this computer. You don’t have to be there.
    }
    .steps-linux =
        Think of programs for remote help, such as AnyDesk, TeamViewer or RustDesk.
        If your help desk put it there, tell them about this page.
        If not, remove it with your software program.
    .steps-macos =
        Think of programs for remote help, such as AnyDesk, TeamViewer or RustDesk.
        If your help desk put it there, tell them about this page.
        If not, open the program and remove it with its own menu. Then delete it from Applications.
    .steps-windows =
        Open Settings, then Apps, then Installed apps.
        Look for programs for remote help, such as AnyDesk, TeamViewer or RustDesk.
        If your help desk put it there, tell them about this page.
        If not, remove it.
finding-remote-access-server-quiet = A door is unlocked, but we don’t see it from outside
    .what = Access from elsewhere is switched on. It is not where such doors usually are.
    .steps-linux =
        If you set this up for yourself, ask your help desk whether it may stay.
        If you don’t know it, open Settings, then System.
        Switch Remote Desktop and Secure Shell off there.
    .steps-macos =
        Open System Settings, then General, then Sharing.
        Switch off Remote Login, Screen Sharing and Remote Management, if you don’t use them.
    .steps-windows =
        Open Settings, then System, then Remote Desktop, and switch it off.
        If it is off, look for OpenSSH Server under System, then Optional features, and remove it.
finding-remote-access-tool-installed = There are programs for remote help
    .what = { $tools ->
        [one] One program on this computer can let others in. We do not see it wait for them.
       *[other] { $tools } programs on this computer can let others in.
    }
    .steps-linux =
        Think of programs such as AnyDesk, TeamViewer or RustDesk.
        Remove what you don’t use with your software program.
    .steps-macos =
        Look into the folder Applications for programs such as AnyDesk, TeamViewer or RustDesk.
        Close what you don’t use, and put it into the bin.
    .steps-windows =
        Open Settings, then Apps, then Installed apps.
        Look for programs such as AnyDesk, TeamViewer or RustDesk.
        Remove what you don’t use. Close Quick Assist if it is open.
## The clock is right

check-time-sync = Clock
    .good = Your clock is right and stays right
    .why = With a wrong clock, sign-ins fail, and safe connections and updates break.
    .sent = Whether the clock is set by the network, and by how many seconds it is off. Not where you are.

finding-time-sync-wrong = Your clock is wrong
    .what = { $off_by_s ->
        [one] The clock is off by one second.
       *[other] The clock is off by { $off_by_s } seconds. More than 300 is too much.
    }
    .steps-linux =
        On GNOME, open Settings, then System, then Date & Time.
        On KDE Plasma, open System Settings, then Date & Time.
        Switch the automatic date and time on.
        Check the time zone too, and then check again.
    .steps-macos =
        Open System Settings, then General, then Date & Time.
        Switch “Set time and date automatically” off and on again.
        Check the time zone too, and then check again.
    .steps-windows =
        Open Settings, then Time & language, then Date & time.
        Switch “Set time automatically” on.
        Choose Sync now.
        Check the time zone too, and then check again.
finding-time-sync-whole-hours = Your clock is off by whole hours
    .what = The minutes are right, but the hour is not. This happens when two systems share a computer.
    .steps-linux =
        Check the time zone in the settings for date and time.
        Switch the automatic date and time on.
        Is Windows on this computer too? Then both systems set the clock, each in its own way.
        In that case, ask your help desk to make them agree.
    .steps-windows =
        Open Settings, then Time & language, then Date & time.
        Check the time zone, and then choose Sync now.
        Is Linux on this computer too? Then both systems set the clock, each in its own way.
        In that case, ask your help desk to make them agree.
finding-time-sync-drifted = Your clock is a little off
    .what = The clock is off by a few minutes. If it gets worse, sign-ins can fail.
    .steps-linux =
        On GNOME, open Settings, then System, then Date & Time.
        On KDE Plasma, open System Settings, then Date & Time.
        Switch the automatic date and time on.
    .steps-macos =
        Open System Settings, then General, then Date & Time.
        Switch “Set time and date automatically” off and on again.
    .steps-windows =
        Open Settings, then Time & language, then Date & time.
        Choose Sync now.
finding-time-sync-sync-off = Your clock is not set by the network
    .what = Nothing puts the clock right when it drifts. Over weeks, it can go wrong.
    .steps-linux =
        On GNOME, open Settings, then System, then Date & Time.
        On KDE Plasma, open System Settings, then Date & Time.
        Switch the automatic date and time on.
    .steps-macos =
        Open System Settings, then General, then Date & Time.
        Switch “Set time and date automatically” on.
        Restart the Mac, and check again.
    .steps-windows =
        Open Settings, then Time & language, then Date & time.
        Switch “Set time automatically” on.
        Choose Sync now. If that fails, tell your help desk.

## There is no answer

unknown-no-permission = We were not allowed to look
    .what = The system did not let us read this setting. That says nothing about the setting itself.
unknown-source-missing = We did not find this setting
    .what = The place where the answer would be is not on this computer. Your help desk can look with you.
unknown-timeout = The answer took too long
    .what = The computer may be busy. Check again in a few minutes.
unknown-parse = We did not understand the answer
    .what = The setting is written in a way that we don’t know yet. Your help desk can look with you.
unknown-unsupported-desktop = We cannot read this desktop
    .what = We can read GNOME and KDE Plasma. Tell your help desk how yours is set.
unknown-sandboxed = We cannot see your computer from here
    .what = This app was started inside a sandbox and only sees that. Install it in another way.
unknown-table-stale = Your system is newer than our list
    .what = Our list does not know this version yet, or has grown too old. Update this app and check again.
unknown-unsupported-system = We cannot read this kind of system
    .what = We don’t know this kind of system yet. Your help desk can look with you.
unknown-inconclusive = We cannot tell
    .what = What we could read does not give a clear answer. Your help desk can look with you.
unknown-not-shared = You left this out
    .what = You chose not to share it. That is your right, and it does not count as a failure.
unknown-internal = Something in this check broke
    .what = That is our mistake, not yours. Please tell your help desk.

## The question makes no sense here

not-applicable-rolling-release = Your system is always the newest version
    .what = It has no versions that end. Keep it up to date, and all is well.
not-applicable-no-such-part = Your computer has no such part
    .what = There is nothing to check here.
