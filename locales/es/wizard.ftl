### Lo que dice la ventana del asistente.

## El marco

page-title = { $heading } – { $company }
page-title-problem = Error: { $heading }
side-with = con { $provider }
side-welcome = Tu ordenador, listo para trabajar
help-title = ¿Necesitas ayuda?
help-unknown = Pregunta a quien te envió la invitación.
language-label = Idioma
language-en = English
language-es = Español
about-open = Acerca de esta app
about-title = Acerca de Porchlight
about-body = Porchlight te ayuda a preparar tu propio ordenador para trabajar. Solo funciona mientras esta ventana está abierta.
about-promise = Lee una lista corta de ajustes y no cambia nada. No envía nada sobre ellos hasta que pulses Enviar.
about-licence = Porchlight es software libre, con licencia Apache 2.0 o MIT. Su tipo de letra es Atkinson Hyperlegible Next, con licencia SIL Open Font License.
about-close = Cerrar
problem-title = Hay un problema
problem-field = Error: { $what }
problem-trace = Para el servicio de ayuda: { $trace }
starting = Abriendo…
stopped-title = La app no se ha podido abrir
stopped-again = Probar otra vez

## Aviso y elección

notice-title = Tu ordenador, tu decisión
notice-choice = Este ordenador es tuyo, no nuestro. Usarlo para trabajar es decisión tuya. Si prefieres no hacerlo, dilo: buscaremos otra forma y no te perjudicará.
notice-what = Si sigues, la app mira una lista corta de ajustes de seguridad. Luego te enseña el informe. Nada sale de este equipo hasta que pulses Enviar.
notice-never = El informe nunca lleva tus archivos, fotos, mensajes, claves, ubicación ni lo que visitas en la web.
notice-rights = Tu empresa y su proveedor informático lo guardan 12 meses como mucho. Puedes verlo, pedir una copia, corregirlo o borrarlo, y quitar la app cuando quieras.
notice-accept = Revisar mi ordenador
notice-decline = Prefiero no usar mi ordenador

declined-title = No pasa nada
declined-nothing = No hemos mirado ni enviado nada.
declined-enrolled = Puedes parar aquí. No se mira nada más si no pulsas un botón.
declined-next = Qué pasa ahora
declined-tell = Di a tu empresa o a su servicio de ayuda que prefieres no usar tu propio ordenador.
declined-way = Buscarán otra forma contigo. No te perjudicará.
declined-remove = Puedes cerrar esta ventana y quitar la app.
declined-stays = Qué tiene { $company }
declined-record = { $company } conoce este ordenador por un número al azar y tiene el nombre de tu invitación. Puedes pedir al servicio de ayuda que borre las dos cosas.
declined-reports = { $count ->
        [0] No tiene ningún informe tuyo.
        [one] Tiene un informe tuyo. Puedes retirarlo.
       *[other] Tiene { $count } informes tuyos. Puedes retirarlos uno a uno.
    }
declined-waiting = Un informe espera aquí hasta que haya internet. Para pararlo, cierra esta ventana y quita la app.
declined-history = Ver lo enviado, o retirarlo
declined-back = He cambiado de idea

## La invitación

invite-title = Escribe tu invitación
invite-lead = Tu empresa te envió una invitación. Lleva un código y quizá un enlace.
invite-text = Código o enlace de invitación
invite-text-hint = El código tiene 10 letras y números, como K7Q2M-9X4TB. También puedes pegar el enlace entero.
invite-address = Dirección del servidor del servicio de ayuda
invite-address-hint = Está en tu invitación, cerca del código, y empieza por https://
invite-look-up = Buscar mi invitación
invite-back = Tu decisión
invite-busy = Buscando tu invitación…

confirm-title = ¿Preparar este ordenador para { $company }?
confirm-lead = No se prepara nada hasta que digas que sí. Entonces { $company } conoce este ordenador por un número al azar. Todavía no se mira nada.
confirm-company = Tu empresa
confirm-with = { $company }, con { $provider }
confirm-person = Invitación para
confirm-expires = Válida hasta
confirm-address = Servidor
confirm-key = Clave de este ordenador
confirm-key-in-file = La clave de este ordenador se guarda en un archivo que solo tú puedes leer.
confirm-compare = ¿Son ellos de verdad?
confirm-compare-how = Compara estas letras y números con tu invitación. Si no son iguales, no sigas y llama a quien te invitó.
confirm-fingerprint = Huella del servidor
confirm-device = Huella de este ordenador
confirm-device-how = El servicio de ayuda puede pedirte que la leas, para saber que eres tú.
confirm-yes = Sí, preparar este ordenador para { $company }
confirm-again = Probar otra vez
confirm-no = No es para mí
confirm-busy = Preparando este ordenador…

key-file-title = Otra forma: guardar la clave en un archivo
key-file-what = Este ordenador firma tu informe con una clave propia. Su sitio es el almacén de claves, pero aquí no funciona.
key-file-means = La clave también puede estar en un archivo que solo tú puedes leer en este ordenador. Es algo menos seguro: un programa que abras podría leerla.
key-file-yes = Sí, guardar la clave en un archivo

## La lista de tareas

home-title-new = Vamos a preparar este ordenador
home-hello = Hola, { $person }.
home-title-some = { $named ->
        [yes] Hola de nuevo, { $person }.
       *[no] Hola de nuevo.
    } { $done ->
        [1] Una
        [2] Dos
        [3] Tres
        [4] Cuatro
       *[other] { $done }
    } de { $total ->
        [1] una
        [2] dos
        [3] tres
        [4] cuatro
        [5] cinco
       *[other] { $total }
    } { $done ->
        [one] hecha.
       *[other] hechas.
    }
home-title-ready = Ya puedes trabajar
home-title-left = Tu informe ha llegado
home-lead = { $total ->
        [1] Una tarea corta.
        [2] Dos tareas cortas.
        [3] Tres tareas cortas.
        [4] Cuatro tareas cortas.
        [5] Cinco tareas cortas.
       *[other] { $total } tareas cortas.
    } Todo se guarda sobre la marcha.
home-lead-ready = { $company } tiene tu informe. Puedes empezar a trabajar.
home-lead-left = { $company } tiene tu informe. Quedan cosas por arreglar.
home-tasks = Tareas
home-start = Empezar
home-continue = Continuar
home-see-report = Ver tu recibo

task-check = Revisa tu ordenador
    .before = Un minuto, más o menos. Nada sale de este ordenador.
    .running = Estamos revisando tu ordenador.
task-report = Lee y envía tu informe
    .blocked = Primero ves cada línea. Nada ha salido de este ordenador.
    .before = Primero ves cada línea. Nada ha salido de este ordenador.
    .waiting = Espera en este ordenador hasta que se pueda enviar.
    .offline = Esperando a tener internet. Sale solo mientras esta ventana está abierta.
    .sent = Ha llegado. Tu referencia es { $reference }.
progress-cannot-start-yet = Aún no se puede
progress-not-yet-started = Sin empezar
progress-in-progress = En curso
progress-completed = Hecho

## Las comprobaciones

check-title = Tu ordenador
check-title-running = Revisando tu ordenador
check-lead = Miramos unos pocos ajustes y no cambiamos nada. Lo que vemos se queda aquí hasta que envíes tu informe.
check-busy = Revisando…
check-list = Comprobaciones
check-waiting = En espera
check-running = Revisando
check-not-yet = Sin revisar aún
check-start = Empezar a revisar
check-all-again = Revisar todo otra vez
check-cancel = Dejar de revisar
check-stopped = { $done } de { $total } están hechas. El resto puede esperar hasta que quieras.
check-to-report = Leer tu informe
back-to-tasks = Tus tareas

summary-good = { $good } de { $asked } están bien.
summary-must-mend = { $count ->
        [one] Hay que arreglar una cosa antes de empezar a trabajar.
       *[other] Hay que arreglar { $count } cosas antes de empezar a trabajar.
    }
summary-worth-mending = { $count ->
        [one] Conviene arreglar una cosa.
       *[other] Conviene arreglar { $count } cosas.
    }
summary-unclear = { $count ->
        [one] Una cosa no se ha podido leer.
       *[other] { $count } cosas no se han podido leer.
    }
summary-not-shared = { $count ->
        [one] No has compartido una cosa.
       *[other] No has compartido { $count } cosas.
    }

standing-good = Está bien
standing-worth-mending = Conviene arreglarlo
standing-must-mend = Hay que arreglarlo
standing-unclear = No se ha podido leer
standing-not-shared = No compartido
standing-not-asked = No se pide
standing-not-applicable = No corresponde

## Un resultado

finding-back = Tu ordenador
finding-mend = Cómo arreglarlo
finding-no-steps = El servicio de ayuda puede enseñarte cómo. Diles lo que pone arriba.
finding-password = Cambiar un ajuste puede pedir una contraseña de administrador. Aquí nunca te la pedimos.
finding-settings = Abrir los ajustes
finding-check-again = Revisar otra vez
finding-checking = Revisando otra vez…
finding-seen = Cuándo
finding-seen-when = { $when }, leído por la app
finding-why = Por qué se pide
finding-why-required = { $company } lo pide antes de empezar a trabajar.
finding-why-advised = { $company } lo aconseja. Puedes empezar a trabajar sin ello.
finding-why-not-asked = { $company } no lo pide.
finding-why-good = { $company } lo pide.
finding-sent = Qué se envía
finding-exact = La lectura exacta, para el servicio de ayuda
finding-exact-stays = Esto se queda en este ordenador. Enséñalo al servicio de ayuda si te lo pide.
finding-exact-none = No había nada que leer.

answer-title = ¿Algo no va bien?
answer-why = Dínoslo aquí. Lo demás puede seguir.
answer-cannot-do = No puedo hacerlo
    .said = Has dicho: no puedo hacerlo.
    .next = El servicio de ayuda lo ve en tu informe y te puede ayudar. Puedes seguir con lo demás. Pulsa otra vez para quitarlo.
answer-disagree = Creo que esto está mal
    .said = Has dicho: creo que esto está mal.
    .next = El servicio de ayuda lo ve en tu informe y lo puede mirar. Lo que hemos visto también sigue en el informe. Pulsa otra vez para quitarlo.

moment = { $day ->
        [today] Hoy, { $time }
        [yesterday] Ayer, { $time }
       *[other] { $date }, { $time }
    }

## El informe

report-title = Lee tu informe
report-lead = Esto es lo que recibirá el servicio de ayuda. Nada ha salido aún de este ordenador.
report-checks = Qué hemos visto
report-leave-out = No enviar esto
report-leave-out-why = Donde hay una casilla, puedes no enviarlo. { $company } ve entonces «no compartido». Nunca cuenta como un fallo.
report-about = Sobre este ordenador
report-os = Sistema
report-os-name = { $name ->
        [debian] Debian { $version }
        [ubuntu] Ubuntu { $version }
        [fedora] Fedora { $version }
        [macos] macOS { $version }
        [windows-10] Windows 10 { $version }
        [windows-11] Windows 11 { $version }
       *[other] { $name } { $version }
    }
report-os-family = { $family ->
        [linux] Linux
        [macos] macOS
       *[windows] Windows
    }
report-owner = De quién es
report-owner-personal = Tuyo
report-made = Hecho
report-app = App
report-app-version = Versión { $version }
report-numbers = Números al azar
report-numbers-why = Uno para tu empresa, otro para este ordenador y otro para este informe, para no confundir informes. No dicen nada de ti.
report-never = Sin archivos, fotos, mensajes, claves, ubicación ni lo que visitas en la web. Sin números de serie ni nombres.
report-exact = Ver los datos exactos
report-exact-why = Estos son los caracteres exactos que se firman y se envían.
report-send = Enviar este informe al servicio de ayuda de { $company }
report-busy = Enviando tu informe…
report-missing = Aún no hay informe que leer. Primero revisa tu ordenador.
report-check = Revisar tu ordenador
report-unreadable = No se pueden mostrar las filas. Los datos exactos de abajo son lo que se enviaría.

## Qué ha sido de él

receipt-title-sending = Tu informe va de camino
receipt-title-sent = Tu informe ha llegado
receipt-title-offline = Esperando a tener internet
receipt-title-waiting = Tu informe aún no se ha enviado
receipt-busy = Enviando tu informe…
receipt-reference = Tu referencia
receipt-reference-why = Léela si llamas al servicio de ayuda. Con ella encuentran tu informe.
receipt-received = { $company } lo recibió: { $when }
receipt-ready = Ya puedes trabajar.
receipt-ready-more = Puedes cerrar esta ventana.
receipt-left = Qué queda
receipt-left-see = Ver qué hay que arreglar
receipt-waiting = Está firmado y guardado en este ordenador. No se pierde nada, aunque cierres esta ventana.
receipt-since = Esperando desde: { $when }
receipt-deliver = Probar ahora
receipt-home = Volver a tus tareas
receipt-none = Aún no se ha enviado ningún informe.

## Lo enviado

history-title = Lo que se ha enviado
history-lead = Todos los informes que has enviado desde aquí, el más nuevo primero. Abre uno para leerlo o retirarlo.
history-list = Informes
history-save = Guardar una copia de todo
history-save-why = La copia va a tu carpeta de descargas.
history-saved = La copia está guardada. Está aquí:

sent-title = Informe { $reference }
sent-title-waiting = Un informe que espera
sent-signed = Firmado
sent-waiting = En espera
    .lead = Espera en este ordenador hasta que se pueda enviar.
    .about = Espera en este ordenador hasta que se pueda enviar.
sent-received = Recibido
    .lead = El servicio de ayuda de { $company } tiene este informe.
    .about = Lo tiene { $company }. Su referencia es { $reference }.
sent-withdrawn = Retirado
    .lead = Has retirado este informe y el servicio de ayuda de { $company } lo ha borrado. Esta copia solo está en este ordenador.
    .about = Lo has retirado: { $when }.
sent-exact-why = Estos son los caracteres exactos que se firmaron.
sent-missing = La copia de este informe ya no está en este ordenador.
take-back = Retirar este informe
take-back-title = ¿Retirar este informe?
take-back-what = El servicio de ayuda de { $company } lo borra entonces. La copia de este ordenador se queda.
take-back-ready = Sin informe no pueden saber si ya puedes trabajar. Puedes enviar otro cuando quieras.
take-back-yes = Sí, retirarlo
take-back-no = No, dejarlo ahí
take-back-busy = Retirando el informe…
