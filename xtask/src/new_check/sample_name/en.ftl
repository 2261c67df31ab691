## Sample name

check-sample-name = Sample name
    .good = This is as it should be
    .why = When this is off, it is easier for others to get at your work.
    .sent = Whether it is on or off. Nothing else.

finding-sample-name-off = This could be safer
    .what = We saw that it is off.
    .steps-linux =
        Open the settings of your system.
        Switch it on, and then check again.
    .steps-macos =
        Open System Settings.
        Switch it on, and then check again.
    .steps-windows =
        Open Settings.
        Switch it on, and then check again.

