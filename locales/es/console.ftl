### Lo que dice la consola del servicio de asistencia.

## El marco

shell-product = Porchlight
shell-title = { $page } – Porchlight
shell-skip = Ir al contenido
shell-navigation = Principal
shell-language = Idioma
shell-keys = Atajos de teclado
shell-sign-out = Cerrar sesión
nav-devices = Equipos
loading = Cargando…
nowhere-title = Esta página no existe
nowhere-next = Puede que la dirección esté mal escrita o que la página ya no esté.

role-owner = responsable
role-technician = técnico
role-auditor = auditor

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
console-error-not-found = Aquí no hay ningún equipo ni informe con esa dirección.
    .next = Puede que se haya quitado, o que sea de una empresa que no llevas tú.

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
sign-in-forgotten = ¿Has olvidado la contraseña? Pregunta a quien lleva el servidor.

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

person-unnamed = Sin nombre

empty-no-match = Ningún equipo cumple este filtro
empty-no-match-next = Prueba con una búsqueda más corta, otro estado u otra empresa.
empty-no-match-all = Mostrar todos los equipos
empty-no-company = Todavía no hay ninguna empresa
empty-no-company-next = En el servidor, añade la primera empresa:
empty-then-invite = Después, crea una invitación para cada persona:
empty-no-device = Todavía no hay ningún equipo configurado
empty-no-device-next = En el servidor, crea una invitación para cada persona y envíasela:
empty-no-device-then = El equipo aparece aquí cuando su persona acepta la invitación. No hace falta volver a cargar la página.

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

sent-reports = { $count ->
    [one] 1 informe
   *[other] Últimos { $count } informes
}
sent-taken-back = La persona lo retiró { $ago }. Su contenido está borrado.
exact-title = Informe exacto, tal como se envió
exact-why = Son los mismos caracteres que la persona leyó, firmó y envió.
exact-hash = SHA-256

copy-command = Copiar el comando
copy-report = Copiar el informe
copy-jws = Copiar el original firmado
copy-copied = Copiado
copy-marked = Aquí no se puede copiar solo. El texto está marcado: pulsa Ctrl + C.

## Teclas

keys-title = Atajos de teclado
keys-next = Equipo siguiente
keys-previous = Equipo anterior
keys-open = Abrir el equipo
keys-search = Buscar
keys-help = Esta lista
keys-move-short = moverse
keys-open-short = abrir
keys-search-short = buscar
keys-help-short = todas las teclas
keys-switch = Usar teclas de una sola letra
keys-switch-why = Desactívalas si le hablas a tu ordenador o si las pulsas sin querer.
keys-close = Cerrar
