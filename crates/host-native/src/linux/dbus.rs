//! D-Bus, read only: no service is started by a question, and no dialog asks for a password.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use porchlight_host::{Bus, ProbeError, Variant};
use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, connection};
use zbus::names::BusName;
use zbus::zvariant::{OwnedValue, Value};
use zbus::{DBusError, fdo};

/// Shorter than any question's deadline, so that a silent service is given up here and the connection stays of use.
const CALL: Duration = Duration::from_millis(2_500);
/// How deep a value may nest. D-Bus itself allows 64.
const DEPTH: usize = 16;

/// One connection to each bus, made at the first question and shared by all.
#[derive(Default)]
pub(crate) struct Buses {
    system: Line,
    session: Line,
}

#[derive(Default)]
struct Line {
    /// Instead of the address that the environment or the standard gives.
    address: Option<String>,
    connection: Mutex<Option<Connection>>,
}

impl Buses {
    #[cfg(test)]
    pub(crate) fn at(system: &str, session: &str) -> Self {
        let line = |address: &str| Line { address: Some(address.to_owned()), connection: Mutex::default() };
        Self { system: line(system), session: line(session) }
    }

    /// A property of an object.
    ///
    /// # Errors
    /// [`ProbeError::Unavailable`] without a bus or while the service does not run, [`ProbeError::NotFound`] for an
    /// object or a property that it does not have.
    pub(crate) fn property(
        &self,
        bus: Bus,
        destination: &str,
        path: &str,
        interface: &str,
        property: &str,
    ) -> Result<Variant, ProbeError> {
        let value = self.on(bus, |connection| get(connection, destination, path, interface, property))?;
        variant(&value, 0)
    }

    /// Whether somebody owns a name.
    ///
    /// # Errors
    /// [`ProbeError::Unavailable`] without a bus, [`ProbeError::Malformed`] for what is no name.
    pub(crate) fn name_owned(&self, bus: Bus, name: &str) -> Result<bool, ProbeError> {
        let name = BusName::try_from(name).map_err(|_| ProbeError::Malformed)?;
        self.on(bus, |connection| Ok(DBusProxy::new(connection)?.name_has_owner(name.clone())?))
    }

    /// `LoadState`, `ActiveState` and `UnitFileState` of a systemd unit, found by name.
    ///
    /// The properties of the object that the name stands for, and not `GetUnit` or `GetUnitFileState`: `GetUnit` knows
    /// only units that are loaded, while asking the object has systemd look the unit up on disk; and reading
    /// properties is the one thing that systemd's bus policy and every sandbox of a desktop allow without polkit. A
    /// unit that does not exist answers too, with the load state `not-found` and an empty `UnitFileState`.
    ///
    /// # Errors
    /// As [`Buses::property`].
    pub(crate) fn systemd_unit(&self, name: &str) -> Result<Variant, ProbeError> {
        const SYSTEMD: &str = "org.freedesktop.systemd1";
        const UNIT: &str = "org.freedesktop.systemd1.Unit";
        if name.is_empty() || name.len() > 255 {
            return Err(ProbeError::Malformed);
        }
        let path = format!("/org/freedesktop/systemd1/unit/{}", path_label(name));
        let mut states = BTreeMap::new();
        for state in ["LoadState", "ActiveState", "UnitFileState"] {
            states.insert(state.to_owned(), self.property(Bus::System, SYSTEMD, &path, UNIT, state)?);
        }
        Ok(Variant::Map(states))
    }

    /// Asks on a bus. A connection that broke is forgotten, so that the next question finds a bus that came back.
    fn on<T>(&self, bus: Bus, ask: impl FnOnce(&Connection) -> zbus::Result<T>) -> Result<T, ProbeError> {
        let line = match bus {
            Bus::System => &self.system,
            Bus::Session => &self.session,
        };
        ask(&line.connection(bus)?).map_err(|error| {
            if is_broken(&error) {
                line.forget();
            }
            probe_error(&error)
        })
    }
}

impl Line {
    fn connection(&self, bus: Bus) -> Result<Connection, ProbeError> {
        let mut kept = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(connection) = kept.as_ref() {
            return Ok(connection.clone());
        }
        let builder = match (&self.address, bus) {
            (Some(address), _) => connection::Builder::address(address.as_str()),
            (None, Bus::System) => connection::Builder::system(),
            (None, Bus::Session) => connection::Builder::session(),
        };
        let connection = builder
            .and_then(|builder| builder.method_timeout(CALL).build())
            .map_err(|_| ProbeError::Unavailable)?;
        Ok(kept.insert(connection).clone())
    }

    fn forget(&self) {
        *self.connection.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Reads a property. The call goes to the unique name of the service's owner, because the bus starts services only by
/// their well-known names; and without the flag that would let polkit ask the person for a password.
fn get(
    connection: &Connection,
    destination: &str,
    path: &str,
    interface: &str,
    property: &str,
) -> zbus::Result<OwnedValue> {
    let owner = DBusProxy::new(connection)?.get_name_owner(BusName::try_from(destination)?)?;
    connection
        .call_method(
            Some(owner),
            path,
            Some("org.freedesktop.DBus.Properties"),
            "Get",
            &(interface, property),
        )?
        .body()
        .deserialize()
}

/// Whether the connection itself is at fault.
fn is_broken(error: &zbus::Error) -> bool {
    matches!(error, zbus::Error::InputOutput(error) if error.kind() != ErrorKind::TimedOut)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the errors of zbus are an open list")]
fn probe_error(error: &zbus::Error) -> ProbeError {
    match error {
        zbus::Error::MethodError(name, ..) => meaning(name.as_str()),
        zbus::Error::FDO(error) => match error.as_ref() {
            fdo::Error::ZBus(error) => probe_error(error),
            named => meaning(named.name().as_str()),
        },
        zbus::Error::InputOutput(error) if error.kind() == ErrorKind::TimedOut => ProbeError::TimedOut,
        zbus::Error::InputOutput(_) | zbus::Error::Handshake(_) | zbus::Error::Connection(..) => {
            ProbeError::Unavailable
        }
        _ => ProbeError::Malformed,
    }
}

/// What the name of a D-Bus error means. The names are those of the D-Bus specification, polkit and systemd;
/// `InvalidArgs` is what GLib answers for an interface or a property that an object does not have.
fn meaning(name: &str) -> ProbeError {
    const STANDARD: &str = "org.freedesktop.DBus.Error.";
    match name.strip_prefix(STANDARD).unwrap_or(name) {
        "AccessDenied"
        | "AuthFailed"
        | "InteractiveAuthorizationRequired"
        | "org.freedesktop.PolicyKit1.Error.NotAuthorized" => ProbeError::PermissionDenied,
        "ServiceUnknown" | "NameHasNoOwner" | "Disconnected" | "NoServer" => ProbeError::Unavailable,
        "UnknownProperty"
        | "UnknownInterface"
        | "UnknownObject"
        | "UnknownMethod"
        | "InvalidArgs"
        | "org.freedesktop.systemd1.NoSuchUnit" => ProbeError::NotFound,
        "NoReply" | "Timeout" | "TimedOut" => ProbeError::TimedOut,
        _ => ProbeError::Malformed,
    }
}

/// A name as a label of an object path: `ufw.service` is `ufw_2eservice` (`sd_bus_path_encode(3)`).
fn path_label(name: &str) -> String {
    let mut label = String::with_capacity(name.len() * 3);
    for (at, byte) in name.bytes().enumerate() {
        if byte.is_ascii_alphabetic() || (at > 0 && byte.is_ascii_digit()) {
            label.push(char::from(byte));
        } else {
            label.push_str(&format!("_{byte:02x}"));
        }
    }
    label
}

fn variant(value: &Value<'_>, depth: usize) -> Result<Variant, ProbeError> {
    if depth > DEPTH {
        return Err(ProbeError::Malformed);
    }
    let inner = |value: &Value<'_>| variant(value, depth + 1);
    Ok(match value {
        Value::Bool(flag) => Variant::Flag(*flag),
        Value::U8(number) => Variant::Number(i64::from(*number)),
        Value::I16(number) => Variant::Number(i64::from(*number)),
        Value::U16(number) => Variant::Number(i64::from(*number)),
        Value::I32(number) => Variant::Number(i64::from(*number)),
        Value::U32(number) => Variant::Number(i64::from(*number)),
        Value::I64(number) => Variant::Number(*number),
        Value::U64(number) => Variant::Number(i64::try_from(*number).map_err(|_| ProbeError::Malformed)?),
        Value::F64(number) => Variant::Real(*number),
        Value::Str(text) => Variant::Text(text.as_str().to_owned()),
        Value::Signature(signature) => Variant::Text(signature.to_string()),
        Value::ObjectPath(path) => Variant::Text(path.as_str().to_owned()),
        Value::Value(value) => inner(value)?,
        Value::Array(values) => Variant::List(values.iter().map(inner).collect::<Result<_, _>>()?),
        Value::Structure(values) => {
            Variant::List(values.fields().iter().map(inner).collect::<Result<_, _>>()?)
        }
        Value::Dict(entries) => Variant::Map(
            entries
                .iter()
                .map(|(key, value)| Ok((key_text(key)?, inner(value)?)))
                .collect::<Result<_, _>>()?,
        ),
        Value::Fd(_) => return Err(ProbeError::Malformed),
    })
}

/// The key of an entry as text: the few dictionaries of D-Bus whose keys are numbers become maps too.
fn key_text(key: &Value<'_>) -> Result<String, ProbeError> {
    match variant(key, DEPTH)? {
        Variant::Text(text) => Ok(text),
        Variant::Number(number) => Ok(number.to_string()),
        Variant::Flag(_) | Variant::Real(_) | Variant::List(_) | Variant::Map(_) => {
            Err(ProbeError::Malformed)
        }
    }
}

#[cfg(test)]
mod tests;
