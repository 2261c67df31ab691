//! The two commands that the web page has.

use porchlight_contract::wizard::{Action, WizardState};
use tauri::State;
use tauri::ipc::Channel;

use crate::device::Device;

/// Sends the state down the channel, now and whenever it changes, until the page is gone.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands the arguments of a command over by value")]
pub(crate) fn subscribe(device: State<'_, Device>, channel: Channel<WizardState>) {
    let mut state = device.state();
    tauri::async_runtime::spawn(async move {
        loop {
            let current = state.borrow_and_update().clone();
            if channel.send(current).is_err() || state.changed().await.is_err() {
                break;
            }
        }
    });
}

/// Begins an action. What comes of it, good or bad, arrives as a state.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands the arguments of a command over by value")]
pub(crate) fn act(device: State<'_, Device>, action: Action) {
    device.act(action);
}
