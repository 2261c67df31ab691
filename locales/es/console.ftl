### Lo que dice la consola del servicio de asistencia.

## El marco

shell-product = Porchlight
shell-title = { $page } – Porchlight
shell-skip = Ir al contenido
shell-navigation = Principal
shell-language = Idioma
shell-keys = Atajos de teclado
shell-sign-out = Cerrar sesión
shell-menu = Menú
nav-today = Hoy
nav-companies = Empresas
nav-people = Personas
nav-devices = Equipos
nav-invites = Invitaciones
nav-audit = Auditoría
nav-staff = Personal
nav-account = Tu cuenta
nav-waiting = { $count ->
    [one] (1 pendiente)
   *[other] ({ $count } pendientes)
}
loading = Cargando…
nowhere-title = Esta página no existe
nowhere-next = Puede que la dirección esté mal escrita o que la página ya no esté.

role-owner = responsable
role-technician = técnico
role-auditor = auditor
role-owner-may = Hace de todo: empresas, lo que piden y el personal.
role-technician-may = Invita a personas y cuida de los equipos.
role-auditor-may = Lo lee todo y no cambia nada.

ask-cancel = Cancelar

## Cuando algo va mal

trouble-title = Hay un problema
trouble-prefix = Error:
trouble-retry = Intentar de nuevo
trouble-trace = En el registro del servidor: { $id }

console-error-collector-unreachable = El servidor no responde.
    .next = Comprueba tu conexión. Si funciona, pregunta a quien lleva el servidor.
console-error-timed-out = El servidor ha tardado demasiado en responder.
    .next = Inténtalo de nuevo. Si pasa a menudo, avisa a quien lleva el servidor.
console-error-server-error = Algo ha fallado en el servidor.
    .next = Inténtalo dentro de unos minutos. Si vuelve a pasar, avisa a quien lleva el servidor.
console-error-answer-malformed = La respuesta no ha venido de nuestro servidor.
    .next = Puede haber respondido algo intermedio, como un proxy. Vuelve a cargar la página.
console-error-internal = Algo ha ido mal en Porchlight. Es un fallo nuestro.
    .next = Inténtalo de nuevo. Si vuelve a pasar, avisa a quien lleva el servidor.
console-error-not-found = Aquí no hay nada con esa dirección.
    .next = Puede que se haya quitado, o que sea de una empresa que no llevas tú.

console-error-policy-changed = Otra persona ha cambiado esta política mientras tanto. No se ha guardado nada.
    .next = Mira abajo los dos cambios. Después, vuelve a probar el tuyo.
console-error-last-owner = Es la última cuenta responsable.
    .next = Haz responsable antes a otra persona. Sin ninguna, nadie podría llevar la consola.

## Iniciar sesión

sign-in-title = Iniciar sesión
sign-in-lead = Para el servicio de asistencia: cómo están los equipos de tus empresas.
sign-in-ran-out = Tu sesión ha terminado. Inicia sesión para seguir donde estabas.
sign-in-email = Correo electrónico
sign-in-password = Contraseña
sign-in-email-missing = Escribe tu correo electrónico
sign-in-password-missing = Escribe tu contraseña
sign-in-submit = Iniciar sesión
sign-in-busy = Iniciando sesión…
sign-in-forgotten = ¿Has olvidado la contraseña? Pide un enlace nuevo a un responsable.
sign-in-code-title = Escribe tu código
sign-in-code-lead = Tu cuenta pide un segundo factor. Abre la aplicación en tu teléfono.
sign-in-code-wrong = Este código no es correcto.
sign-in-code-wrong-next = Los códigos cambian cada 30 segundos y cada uno sirve una vez. Escribe el más nuevo.
sign-in-code-lost = ¿Has perdido el teléfono? Escribe uno de tus códigos de recuperación.
sign-in-other = Entrar con otra cuenta

## Elegir una contraseña con un enlace

set-up-title = Elige tu contraseña
set-up-lead-first = Eres la primera persona propietaria en { $provider }. Después puedes añadir a las demás.
set-up-name = Tu nombre
set-up-name-missing = Escribe tu nombre.
set-up-email-missing = Escribe el correo con el que iniciarás sesión.
set-up-lead = Te damos la bienvenida, { $name }. { $provider } te ha creado una cuenta.
set-up-save = Guardar la contraseña
set-up-done = Tu contraseña está lista
set-up-done-next = Inicia sesión con ella. Después, añade un segundo factor en «Tu cuenta».
set-up-gone = Este enlace ya no funciona
set-up-gone-next = Un enlace sirve una vez y durante un día. Pide uno nuevo a un responsable.

## Las novedades según llegan

live-on = En directo
live-connecting = Conectando…
live-broken = Sin conexión en directo
live-broken-why = Ahora mismo las novedades no aparecen solas. Lo seguimos intentando.
live-retry = Probar ahora
news-report = Nuevo informe de { $person }, { $company }.
news-enrolment = Equipo nuevo: { $person }, { $company }.
news-many = { $count ->
    [one] Un cambio más.
   *[other] { $count } cambios más.
}

## Momentos

time-just-now = hace un momento
seen-ago = Visto { $ago }
sent-ago = recibido { $ago }
enrolled-ago = Configurado { $ago }
audit-when = { $date }, { $time }

## Cómo está un equipo

state-ready = Listo
state-never-reported = Sin informes
state-stale = Antiguo
state-very-stale = Muy antiguo

state-must-mend = Falla
state-unclear = Sin saber
state-worth-mending = Mejorable
state-not-shared = Sin compartir
state-good = Bien
state-not-asked = No se pide
state-not-shared-count = { $count ->
    [one] 1 sin compartir
   *[other] { $count } sin compartir
}

outcome-pass = Pasó
outcome-warn = Pasó en parte
outcome-fail = Falló
outcome-unknown = Sin saber
outcome-left-out = Sin compartir
outcome-not-applicable = Aquí no tiene sentido
outcome-none = No está en el informe

state-must-mend-count = { $count ->
    [one] 1 falla
   *[other] { $count } fallan
}
state-unclear-count = { $count ->
    [one] 1 sin saber
   *[other] { $count } sin saber
}
state-worth-mending-count = { $count ->
    [one] 1 mejorable
   *[other] { $count } mejorables
}

checks-good = { $good } de { $asked }

## Lo que espera hoy

today-title = Hoy
today-kinds = Lo que espera, por clase
today-of-invites = { $count ->
    [one] invitación
   *[other] invitaciones
}
today-state-person-says = Te espera
today-state-must-mend = Falla
today-state-never-reported = Sin informes
today-state-invite-expiring = Caduca pronto
today-state-stale = Antiguo
today-what-never-reported = Configurado y todavía sin informes
today-what-invite-expiring = La invitación no se ha usado y caduca pronto
today-what-stale = El último informe es demasiado antiguo
today-with-nobody = nadie
today-assign = Encargarte
today-snooze = Aplazar
today-done = Está hecho
today-assigned = Te encargas del equipo de { $person }.
today-shown = { $total ->
    [one] { $shown } de 1 pendiente
   *[other] { $shown } de { $total } pendientes
}
today-snoozed-show = { $count ->
    [one] Mostrar 1 aplazado
   *[other] Mostrar { $count } aplazados
}
today-snoozed-hide = Ocultar lo aplazado
today-put-off-until = hasta el { $date }
today-nothing = Nada te espera
today-nothing-of-kind = Nada de esta clase espera
today-nothing-next = Lo nuevo aparece aquí por sí solo.

snooze-title = Aplazar
snooze-lead = Hasta entonces se oculta todo lo del equipo de { $person }. Queda anotado quién lo hizo y por qué.
snooze-until = Cuánto tiempo
snooze-days = { $count ->
    [one] Un día
   *[other] { $count } días
}
snooze-action = Aplazar
done-title = Está hecho
done-lead = Todo lo del equipo de { $person } sale de la lista hasta que algo cambie.
done-action = Está hecho
note-title = En soporte
note-until = Aplazado hasta
note-done = Hecho
note-reason = Por qué
note-reason-hint = Para tus compañeros. No escribas nada privado aquí.
note-reason-missing = Escribe una línea para que los demás lo sepan


## La lista de equipos

devices-title = Equipos
devices-company = Empresa
devices-company-all = { $count ->
    [one] Todas las empresas (1)
   *[other] Todas las empresas ({ $count })
}
devices-company-option = { $name } ({ $ready } de { $devices } listos)
devices-search = Buscar por persona, empresa o referencia
devices-search-placeholder = Persona, empresa, referencia PL-…
devices-clear = Quitar el filtro
devices-states = Equipos por estado
devices-of = de { $total }
devices-shown = { $total ->
    [one] { $shown } de 1 equipo
   *[other] { $shown } de { $total } equipos
}
devices-more = Mostrar más
devices-csv = Descargar (CSV)

filter-check = Comprobación
filter-check-all = Cualquier comprobación
filter-outcome = Resultado
filter-outcome-all = Cualquier resultado
filter-os = Sistema
filter-os-all = Cualquier sistema
filter-stale = Solo informes antiguos

tile-all = Todos
tile-ready = Listos
tile-must-mend = Fallan
tile-unclear = Sin saber
tile-worth-mending = Mejorables
tile-never-reported = Sin informes

column-person = Persona
column-company = Empresa
column-computer = Equipo
column-state = Estado
column-good = Bien
column-reported = Último informe
column-what = Qué
column-since = Desde
column-with = Quién lo lleva
column-acts = Lo que puedes hacer
column-made = Creada
column-until = Hasta
column-ready = Listos
column-must-mend = Fallan
column-unclear = Sin saber
column-stale = Antiguos
column-never-reported = Sin informes
column-left-out = Sin compartir
column-invited = Invitaciones abiertas
column-computers = Equipos
column-invites = Invitaciones
column-when = Cuándo
column-who = Quién
column-did = Qué hizo
column-subject = Sobre qué
column-name = Nombre
column-role = Papel
column-companies = Empresas
column-factor = Segundo factor
column-seen = Última sesión

person-unnamed = Sin nombre

empty-no-match = Ningún equipo cumple este filtro
empty-no-match-next = Prueba con una búsqueda más corta, otro estado u otra empresa.
empty-no-match-all = Mostrar todos los equipos
empty-no-company = Todavía no hay ninguna empresa
empty-no-company-next = Añade la primera. Después, invita a sus personas.
empty-no-company-owner = Un responsable puede añadir una o encargarte otra.
empty-no-device = Todavía no hay ningún equipo configurado
empty-no-device-next = Crea una invitación para cada persona y envíasela.
empty-no-device-then = El equipo aparece aquí cuando su persona acepta la invitación. No hace falta volver a cargar la página.

## Invitaciones

invites-new = Invitar a personas
invites-state = Estado
invites-state-all = Cualquier estado
invite-state-open = Abierta
invite-state-used = Usada
invite-state-expired = Caducada
invite-state-revoked = Retirada
invite-made-by = por { $name }
invites-shown = { $total ->
    [one] { $shown } de 1 invitación
   *[other] { $shown } de { $total } invitaciones
}
invites-none = Todavía no hay invitaciones
invites-none-next = Con una invitación, una persona configura un equipo.
invites-none-fits = Ninguna invitación cumple este filtro
invites-all = Mostrar todas las invitaciones
revoke-title = ¿Retirar esta invitación?
revoke-action = Retirar
revoke-lead = { $person }, de { $company }, ya no podrá usarla. Puedes crear otra.

invite-company = Empresa
invite-company-choose = Elige una empresa
invite-company-missing = Elige una empresa
invite-people = Personas
invite-people-hint = Un nombre por línea, o pega una columna de una tabla. Vacío: una invitación sin nombre.
invite-people-wrong = { $count ->
    [one] Una línea no sirve. Mira abajo.
   *[other] { $count } líneas no sirven. Mira abajo.
}
invite-file = Cargar un archivo (CSV)
invite-file-too-large = Este archivo es demasiado grande para una lista de personas
invite-hours = Cuánto tiempo se pueden usar
invite-hours-hint = Cada una sirve para un equipo, una vez.
invite-hours-option = { $days ->
    [one] Un día
   *[other] { $days } días
}
invite-send = { $count ->
    [one] Crear la invitación
   *[other] Crear { $count } invitaciones
}
preview-title = { $count ->
    [one] Se invitará a una persona
   *[other] Se invitará a { $count } personas
}
preview-line = Línea { $number }:
preview-more = y { $count } más
preview-problem-too-long = más de 120 caracteres
preview-problem-not-text = tiene caracteres que ningún nombre tiene
preview-problem-twice = ya está en la lista
preview-problem-too-many = más de 500 a la vez
made-title = { $count ->
    [one] La invitación está lista
   *[other] { $count } invitaciones están listas
}
made-once = Los códigos y enlaces solo se muestran ahora. Envíalos o imprímelos antes de salir de esta página.
made-print = Imprimir
made-again = Invitar a más personas
made-qr = Enlace de la invitación para { $person }, para leerlo con un teléfono
made-until = hasta el { $date }, { $time }
made-how = Instala Porchlight, ábrelo y escribe este código. O abre el enlace en el equipo.
made-code = Código
made-link = Enlace

## Las empresas y lo que piden

companies-add = Añadir una empresa
company-title = Empresa
company-devices = Sus equipos
company-about = Sobre esta empresa
company-name = Nombre
company-name-missing = Escribe un nombre
company-phone = Teléfono de asistencia
company-phone-hint = Las personas lo ven cuando necesitan ayuda.
company-hours = Horario de asistencia
company-hours-hint = Por ejemplo, «de lunes a viernes, de 8 a 18».
company-since = Con nosotros
company-change = Cambiar los datos
company-save = Guardar

policy-title = Lo que pide
policy-change = Cambiar
policy-try = Probar cambios
policy-lead = Elige qué hay que arreglar antes de trabajar y qué es solo un consejo. Verás a quién afecta antes de guardar.
policy-checks = Comprobaciones
policy-requirement = Lo que se pide: { $check }
policy-from = desde
policy-from-of = Obligatorio desde: { $check }
policy-from-why = Antes de ese día cuenta como consejo. Sin día, es obligatorio enseguida.
policy-required-from = Obligatorio desde el { $date }
policy-numbers = Números
policy-numbers-why = Donde un campo está vacío, decide la comprobación.
policy-number-of-check = según la comprobación
policy-preview = Ver qué cambia
policy-save = Guardar para todos
policy-unchanged = Todavía no hay cambios.
policy-changed-count = { $count ->
    [one] Hay un cambio.
   *[other] Hay { $count } cambios.
}
policy-owner-saves = Solo un responsable puede guardar.
policy-theirs = No se ha guardado nada. Mientras tanto, otra persona ha cambiado esto:
policy-theirs-next = Tus cambios siguen aquí y están marcados. Mira los dos y comprueba qué cambia.
threshold-lock-after-s = La pantalla se bloquea tras (minutos)
threshold-update-days = Las actualizaciones pueden esperar (días)
threshold-signature-days = Antigüedad de las firmas (días)
threshold-support-days = Quedan actualizaciones al menos (días)
threshold-stale-after-days = Un informe es antiguo tras (días)
impact-title = { $devices ->
    [one] Cambia { $changed } de 1 equipo
   *[other] { $changed ->
        [one] Cambia 1 de { $devices } equipos
       *[other] Cambian { $changed } de { $devices } equipos
    }
}
impact-before = Antes
impact-after = Después
impact-becomes = pasa a

## Personas

people-search = Buscar a una persona
people-search-placeholder = Nombre de una persona
people-shown = { $total ->
    [one] { $shown } de 1 persona
   *[other] { $shown } de { $total } personas
}
people-none = Aquí no hay nadie
people-all = Mostrar a todas las personas
people-no-computer = ninguno todavía

## La auditoría

audit-action = Qué se hizo
audit-action-all = Todo
audit-actor = Quién lo hizo
audit-actor-all = Cualquiera
audit-shown = { $count ->
    [one] 1 entrada
   *[other] { $count } entradas
}
audit-none = Ninguna entrada cumple este filtro.
audit-whole = { $count ->
    [one] La cadena de 1 entrada está completa.
   *[other] La cadena de { $count } entradas está completa.
}
audit-whole-why = Nadie ha cambiado ni quitado ninguna entrada. Huella de la última:
audit-broken = { $count ->
    [one] La cadena de 1 entrada está rota.
   *[other] La cadena de { $count } entradas está rota.
}
audit-broken-why = Alguien ha cambiado la base de datos a mano. Guarda una copia y averigua quién. La última huella que encaja:
audit-actor-operator = Quien lleva el servidor
audit-actor-technician = Alguien del personal
audit-actor-device = Un equipo
audit-actor-nobody = Nadie con sesión
audit-did-signed-in = Inició sesión
audit-did-sign-in-failed = No pudo iniciar sesión
audit-did-signed-out = Cerró la sesión
audit-did-device-viewed = Miró un equipo
audit-did-report-read = Leyó un informe
audit-did-report-withdrawn = Retiró un informe
audit-did-device-enrolled = Configuró un equipo
audit-did-device-assigned = Se encargó de un equipo
audit-did-device-snoozed = Aplazó un equipo
audit-did-device-done = Terminó con un equipo
audit-did-devices-exported = Descargó la lista de equipos
audit-did-invite-created = Creó una invitación
audit-did-invite-revoked = Retiró una invitación
audit-did-company-added = Añadió una empresa
audit-did-company-changed = Cambió una empresa
audit-did-policy-changed = Cambió lo que se pide
audit-did-technician-added = Añadió a alguien al personal
audit-did-role-changed = Cambió lo que alguien puede hacer
audit-did-scope-changed = Cambió a quién atiende alguien
audit-did-technician-disabled = Desactivó una cuenta
audit-did-technician-enabled = Activó una cuenta
audit-did-set-up-link-made = Creó un enlace para una contraseña
audit-did-set-up = Eligió una contraseña con un enlace
audit-did-password-changed = Cambió la contraseña
audit-did-second-factor-on = Añadió un segundo factor
audit-did-second-factor-off = Quitó un segundo factor
audit-did-provider-named = Puso nombre al proveedor

## El personal

staff-add = Añadir a alguien
staff-you = (tú)
staff-disabled = Sin acceso
staff-never = nunca
staff-all-companies = Todas las empresas
staff-name-missing = Escribe un nombre
staff-companies-missing = Elige al menos una empresa
staff-edit-of = Cambiar a { $name }
staff-link-of = Enlace nuevo para { $name }
staff-enable-of = Devolver el acceso a { $name }
staff-disable-of = Quitar el acceso a { $name }
staff-disable = Quitar el acceso
staff-disable-title = ¿Quitar el acceso a { $name }?
staff-disable-lead = Se cierran sus sesiones y no podrá volver a entrar. Lo que hizo queda en la auditoría.
staff-link = Crear un enlace nuevo
staff-link-title = ¿Enlace nuevo para { $name }?
staff-link-lead = Con él elige una contraseña nueva. Entonces se pierden su contraseña y su segundo factor de ahora.
set-up-link-title = Un enlace para { $name }
set-up-link-lead = Envíalo por donde solo lo lea esa persona. Sirve una vez, hasta el { $date }, { $time }. Solo se muestra ahora.

## La cuenta propia

account-who = Sobre ti
password-title = Contraseña
password-current = Contraseña actual
password-new = Contraseña nueva
password-again = Contraseña nueva otra vez
password-hint = Al menos { $count } caracteres. Una frase se recuerda bien.
password-too-short = Usa al menos { $count } caracteres
password-differs = Las dos contraseñas no son iguales
password-save = Cambiar la contraseña
password-saved = Cambiada. Tus otras sesiones han terminado.
factor-on = Activado
factor-off = Desactivado
factor-why = Con un segundo factor, no basta con robar la contraseña. Necesitas una aplicación en el teléfono que muestre códigos.
factor-begin = Añadir un segundo factor
factor-again = Configurarlo de nuevo
factor-scan = Lee esta imagen con la aplicación del teléfono. Después, escribe el código que muestra.
factor-qr = Imagen para la aplicación del teléfono
factor-secret = O escribe esta clave en la aplicación:
factor-code = Código
factor-code-hint = Seis cifras
factor-code-missing = Escribe el código
factor-confirm = Activarlo
factor-codes-left = { $count ->
    [0] Está activado. No te quedan códigos de recuperación: configúralo de nuevo.
    [one] Está activado. Te queda un código de recuperación.
   *[other] Está activado. Te quedan { $count } códigos de recuperación.
}
factor-drop = Desactivarlo
factor-drop-lead = Entonces, con la contraseña sola entra cualquiera.
recovery-title = Tus códigos de recuperación
recovery-lead = Cada uno sirve una vez, si pierdes el teléfono. Solo se muestran ahora: imprímelos o guárdalos bien.


## Un equipo

device-title = Equipo
device-back-label = Volver
device-as-of = Datos de { $ago }
device-news = Se muestra un informe nuevo de este equipo.
device-checks = Comprobaciones: { $good } de { $asked } bien
device-about = Sobre este equipo
device-enrolled = Configurado
device-policy = Política
device-policy-version = Versión { $version }
device-key = Huella de la clave
device-key-why = Por teléfono, compárala con la huella que ve la persona.
device-id = Identificador
device-no-report = Todavía no hay informes
device-no-report-next = El equipo está configurado, pero su persona no ha enviado ningún informe. Pídele que abra Porchlight, compruebe el equipo y pulse Enviar.

newer-than-console = Viene de una versión más nueva de la aplicación, y la consola aún no tiene palabras para ello: { $code }
never-looked-at = La política lo pide y ningún informe lo tiene todavía.
told-title = Lo que lee la persona
ours-to-mend = Nos toca arreglarlo a nosotros, no a la persona.

requirement-required = Obligatorio
requirement-advised = Recomendado
requirement-none = Fuera de la política
grade-observed = Leído por la aplicación
grade-declared = Dicho por la persona
grade-verified = Visto por un técnico
grade-tenant = Leído de Microsoft 365

fact-automatic = Automáticas
    .on = activadas
    .partly = en parte
    .off = desactivadas
fact-pending-security = Actualizaciones de seguridad en espera
fact-oldest-days = La más antigua espera desde hace (días)
fact-method = Método
    .bitlocker = BitLocker
    .filevault = FileVault
    .luks1 = LUKS 1
    .luks2 = LUKS 2
    .dm-crypt = dm-crypt sin LUKS
    .zfs = ZFS
    .ecryptfs = eCryptfs
    .none = ninguno
fact-state = Estado
    .on = activado
    .off = desactivado
    .partly-on = activado en parte
    .paused = en pausa
    .until-restart = activado hasta el próximo inicio
    .expired = caducado
    .encrypting = cifrándose
    .decrypting = descifrándose
    .suspended = suspendido
    .waiting-for-activation = cifrado, sin activar
    .partial = en parte
fact-root = Sistema cubierto
fact-home = Archivos propios cubiertos
fact-swap = Memoria de intercambio cubierta
fact-manager = Gestionado por
    .firewalld = firewalld
    .macos = macOS
    .nftables = nftables
    .third-party = otro producto
    .ufw = ufw
    .windows = Windows
fact-product = Producto
    .defender = Microsoft Defender
    .linux-scanner = un analizador para Linux
    .macos = XProtect de macOS
    .none = ninguno
    .third-party = otro producto
fact-signatures = Firmas
    .current = al día
    .old = antiguas
    .outdated = caducadas
fact-signature-age-days = Antigüedad de las firmas (días)
fact-name = Sistema
fact-version = Versión
fact-support = Soporte
    .full = completo
    .extended = ampliado
    .ended = terminado
    .rolling = versión continua
fact-supported-until = Con soporte hasta
fact-days-left = Días que quedan
fact-locks = Se bloquea solo
fact-lock-after-s = Se bloquea tras (segundos)
fact-desktop = Escritorio
    .gnome = GNOME
    .kde = KDE Plasma
    .macos = macOS
    .windows = Windows
fact-sign-in = Inicio de sesión al arrancar
    .asked = se pide
    .after-disk = automático, tras la contraseña del disco
    .automatic = automático
fact-password = Contraseña
    .set = puesta
    .none = ninguna
    .locked = bloqueada
fact-stored-password = Contraseña guardada sin cifrar
fact-reachable = Accesible desde la red
fact-tools = Programas de control remoto
fact-unattended-tools = De ellos, sin nadie delante
fact-remote-desktop = Escritorio remoto
fact-ssh = SSH
fact-screen-sharing = Compartir pantalla
fact-remote-management = Gestión remota
fact-sync = Ajustado por un servidor horario
fact-off-by-s = Desfase (segundos)
flag-yes = sí
flag-no = no

today-says-cannot-do = Dice «No puedo hacerlo»
today-says-disagree = Dice «Creo que esto está mal»
device-history = { $count ->
    [one] Ha cambiado una vez
   *[other] Los últimos { $count } cambios
}

compare-link = Comparar dos informes
compare-title = Comparar dos informes
compare-from = Informe anterior
compare-to = Informe posterior
compare-option = { $reference } – { $date }, { $time }
compare-fact = Lo que se leyó
compare-same = Entre estos dos informes no cambia nada.
compare-too-few = Solo hay un informe. Para comparar hacen falta dos.

sent-reports = { $count ->
    [one] 1 informe
   *[other] Últimos { $count } informes
}
sent-taken-back = La persona lo retiró { $ago }. Su contenido está borrado.
exact-title = Informe exacto, tal como se envió
exact-why = Son los mismos caracteres que la persona leyó, firmó y envió.
exact-hash = SHA-256

copy-report = Copiar el informe
copy-jws = Copiar el original firmado
copy-link = Copiar el enlace
copy-code = Copiar el código
copy-invites = Copiar todo
copy-codes = Copiar los códigos
copy-secret = Copiar la clave
copy-copied = Copiado
copy-marked = Aquí no se puede copiar solo. El texto está marcado: pulsa Ctrl + C.

## Teclas

keys-title = Atajos de teclado
keys-next = Fila siguiente
keys-previous = Fila anterior
keys-open = Abrir la fila
keys-assign = Encargarte (Hoy)
keys-snooze = Aplazar (Hoy)
keys-search = Buscar
keys-help = Esta lista
keys-move-short = moverse
keys-open-short = abrir
keys-assign-short = encargarte
keys-snooze-short = aplazar
keys-search-short = buscar
keys-help-short = todas las teclas
keys-switch = Usar teclas de una sola letra
keys-switch-why = Desactívalas si le hablas a tu ordenador o si las pulsas sin querer.
keys-close = Cerrar
