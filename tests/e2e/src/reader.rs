//! What a screen reader sees: the accessibility tree (AT-SPI2) of a window, read over its bus.
//!
//! Source: the interfaces of at-spi2-core, `org.a11y.atspi.Accessible` and `.Action`.

use std::time::Duration;

use anyhow::{Context, bail, ensure};
use tokio::time::{Instant, interval};
use zbus::zvariant::OwnedObjectPath;
use zbus::{Connection, Proxy};

const DEADLINE: Duration = Duration::from_secs(30);
/// The tree has no event for "everything is there now", so it is read again and again.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// A page with more is not one of ours.
const MOST_OBJECTS: usize = 5000;
/// Bits of `AtspiStateType`.
const STATE_FOCUSED: u32 = 12;
const STATE_VISIBLE: u32 = 30;

/// A screen reader's connection to one desktop.
pub struct Reader {
    accessibility: Connection,
}

/// The kinds of things that the journey meets, by their numbers (`AtspiRole`): WebKit gives no names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Role {
    /// A button.
    Button = 43,
    /// A heading.
    Heading = 83,
    /// A link.
    Link = 88,
}

/// One object of the tree.
#[derive(Clone, Debug)]
pub struct Object {
    bus: String,
    path: OwnedObjectPath,
    /// What is read aloud.
    pub name: String,
    /// What kind of thing it is, by its number.
    pub role: u32,
    states: u64,
}

impl Reader {
    /// Says on a session bus that a screen reader is there, and connects to the bus that programs then speak on.
    ///
    /// # Errors
    /// If there is no accessibility bus.
    pub async fn attend(session: &Connection) -> anyhow::Result<Self> {
        let status = Proxy::new(session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status").await?;
        for property in ["IsEnabled", "ScreenReaderEnabled"] {
            status.set_property(property, true).await?;
        }
        let bus = Proxy::new(session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus").await?;
        let address: String = bus.call("GetAddress", &()).await?;
        let accessibility = zbus::connection::Builder::address(address.as_str())?.build().await?;
        Ok(Self { accessibility })
    }

    /// Waits for an object of a role with a name that people can see.
    ///
    /// # Errors
    /// After 30 s, with what is there instead.
    pub async fn find(&self, role: Role, name: &str) -> anyhow::Result<Object> {
        let until = Instant::now() + DEADLINE;
        let mut looks = interval(LOOK_EVERY);
        loop {
            looks.tick().await;
            // A tree that changes while it is read is read again.
            let tree = self.tree().await.unwrap_or_default();
            let wanted =
                |object: &&Object| object.role == role as u32 && object.name == name && object.is_visible();
            if let Some(object) = tree.iter().find(wanted) {
                return Ok(object.clone());
            }
            if Instant::now() > until {
                let there: Vec<String> =
                    tree.iter().map(|object| format!("{} “{}”", object.role, object.name)).collect();
                bail!("no {role:?} “{name}”; there is: {}", there.join(", "));
            }
        }
    }

    /// Waits until a heading has the keyboard: a page that changed is read from its title on.
    ///
    /// # Errors
    /// After 30 s.
    pub async fn read_page(&self, title: &str) -> anyhow::Result<()> {
        let until = Instant::now() + DEADLINE;
        while !self.find(Role::Heading, title).await?.has_focus() {
            ensure!(Instant::now() < until, "“{title}” is there and does not have the keyboard");
        }
        Ok(())
    }

    /// Presses what has this name, as a screen reader's user does.
    ///
    /// # Errors
    /// If it is not there or cannot be pressed.
    pub async fn press(&self, role: Role, name: &str) -> anyhow::Result<()> {
        let object = self.find(role, name).await?;
        let action = Proxy::new(
            &self.accessibility,
            object.bus.as_str(),
            object.path.as_str(),
            "org.a11y.atspi.Action",
        )
        .await?;
        let done: bool = action.call("DoAction", &(0_i32)).await.context("DoAction")?;
        ensure!(done, "“{name}” cannot be pressed");
        Ok(())
    }

    /// Everything that all programs show, from the outside in.
    ///
    /// # Errors
    /// If an object vanishes meanwhile.
    pub async fn tree(&self) -> anyhow::Result<Vec<Object>> {
        let mut objects = Vec::new();
        let root = ("org.a11y.atspi.Registry".to_owned(), "/org/a11y/atspi/accessible/root".to_owned());
        let mut open = vec![root];
        while let Some((bus, path)) = open.pop() {
            ensure!(objects.len() < MOST_OBJECTS, "the tree has no end");
            let accessible =
                Proxy::new(&self.accessibility, bus.as_str(), path.as_str(), "org.a11y.atspi.Accessible")
                    .await?;
            let name: String = accessible.get_property("Name").await.unwrap_or_default();
            // The marks around what Fluent puts in are not read aloud.
            let name = name.replace(['\u{2068}', '\u{2069}'], "");
            let role: u32 = accessible.call("GetRole", &()).await.unwrap_or_default();
            let states: Vec<u32> = accessible.call("GetState", &()).await.unwrap_or_default();
            let children = children(&accessible).await?;
            open.extend(children.into_iter().rev().map(|(bus, path)| (bus, path.to_string())));
            let low = states.first().copied().unwrap_or_default();
            let high = states.get(1).copied().unwrap_or_default();
            let states = u64::from(high) << 32 | u64::from(low);
            objects.push(Object { bus, path: path.try_into()?, name, role, states });
        }
        Ok(objects)
    }
}

/// What lies in an object. A socket, such as the place of a web page in a window, counts what is plugged into it and
/// lists it only by its number.
async fn children(accessible: &Proxy<'_>) -> anyhow::Result<Vec<(String, OwnedObjectPath)>> {
    let listed: Vec<(String, OwnedObjectPath)> = accessible.call("GetChildren", &()).await?;
    let count: i32 = accessible.get_property("ChildCount").await.unwrap_or_default();
    if listed.is_empty() && count == 1 {
        return Ok(vec![accessible.call("GetChildAtIndex", &(0_i32)).await?]);
    }
    Ok(listed)
}

impl Object {
    /// Whether it has the keyboard.
    #[must_use]
    pub fn has_focus(&self) -> bool {
        self.states & (1 << STATE_FOCUSED) != 0
    }

    /// Whether it is there for people to see, if need be after scrolling.
    fn is_visible(&self) -> bool {
        self.states & (1 << STATE_VISIBLE) != 0
    }
}
