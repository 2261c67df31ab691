### Lo que sale de un ordenador, campo por campo. `cargo xtask codegen` hace con ello docs/PRIVACY.es.md.
###
### privacy-<mensaje>-<campo>   el nombre de un campo; `what` qué es, `why` por qué, `example`, `leave-out`, `kept`
### Los campos salen de los tipos del contrato: ni uno sin palabras, ni palabras sin campo.

## La página

privacy-page-title = Lo que sale de tu ordenador
privacy-page-made = Esta página se hace con el propio programa. Un campo que no está aquí no se puede enviar.
privacy-page-lead = Porchlight envía tres cosas: una pregunta, una petición y un informe. Cada una la empiezas tú. Aquí están todos sus campos.
privacy-page-network = El servidor ve también tu dirección de internet mientras hay conexión, como cualquier web. El informe no la lleva.
privacy-page-field = Campo
privacy-page-what = Qué es
privacy-page-why = Por qué
privacy-page-example = Ejemplo
privacy-page-leave-out = ¿Lo puedo quitar?
privacy-page-kept = ¿Cuánto se guarda?
privacy-page-checks = Lo que dice cada comprobación
privacy-page-checks-lead = Cada comprobación dice un resultado y unos pocos datos. No hay más datos que estos.
privacy-page-fact = Dato
privacy-page-can-be = Qué puede ser
privacy-page-never = Lo que nunca lleva un informe
privacy-page-never-who = Nombres, direcciones de casa o del trabajo, correos, y nombres de cuentas del ordenador.
privacy-page-never-device = Números de serie, el nombre del ordenador, direcciones de red, el nombre de tu wifi, y dónde estás.
privacy-page-never-use = Archivos y sus nombres, programas que instalaste, webs que visitas, fotos, mensajes y horas de uso.
privacy-page-never-secret = Contraseñas, claves de recuperación y códigos.
privacy-page-never-how = Un ensayo esconde cosas así en cada respuesta de ordenadores grabados. Falla si una de ellas llega al informe.

## Cuánto tiempo, y si se puede quitar

privacy-kept-not = No se guarda.
privacy-kept-report = 12 meses como mucho, con el informe. Lo promete tu empresa.
privacy-kept-device = Mientras el servicio de ayuda conozca tu ordenador.
privacy-kept-invite = Solo una huella, con tu invitación.
privacy-always = No. Sin esto no se puede leer lo demás.
privacy-unread = No va si no se puede leer.
privacy-withheld = Si te guardas una comprobación, el informe dice eso y nada más.
privacy-choice = Solo va si dices algo.

## Lo que puede ser un dato

privacy-kind-flag = sí o no
privacy-kind-number-seconds = un número de segundos
privacy-kind-number-days = un número de días
privacy-kind-number = un número
privacy-kind-word = una de estas palabras:
privacy-kind-version = el nombre o la versión de tu sistema
privacy-kind-date = un día

## Al escribir una invitación

privacy-look-up = Al escribir una invitación
    .what = La app pregunta al servidor quién te invita. De la pregunta no se guarda nada.
privacy-look-up-code = El código de tu invitación
    .what = Las diez letras y cifras que escribiste.
    .why = Con él, el servidor encuentra tu invitación.
    .example = K7Q2M9X4TB
    .leave-out = { privacy-always }
    .kept = { privacy-kept-not }

## Al decir que sí

privacy-enrolment = Al decir que sí a tu empresa
    .what = La app pide al servidor que conozca este ordenador. No le dice nada más.
privacy-enrolment-schema = El tipo de mensaje
    .what = El nombre y la versión de este tipo de mensaje. Siempre es lo mismo.
    .why = El servidor sabe qué está leyendo.
    .example = porchlight.enrolment/1
    .leave-out = { privacy-always }
    .kept = { privacy-kept-not }
privacy-enrolment-code = El código de tu invitación
    .what = El mismo código de antes.
    .why = Muestra que te invitaron.
    .example = K7Q2M9X4TB
    .leave-out = { privacy-always }
    .kept = { privacy-kept-invite }
privacy-enrolment-device-key = La clave pública de este ordenador
    .what = Una clave al azar, hecha solo para esta empresa. Su mitad secreta no sale de tu ordenador.
    .why = Nadie más puede enviar informes en tu nombre.
    .example = 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo
    .leave-out = { privacy-always }
    .kept = { privacy-kept-device }
privacy-enrolment-collector = El servidor que eliges
    .what = La huella del servidor que te invitó.
    .why = En otro servidor, la petición no vale nada.
    .example = kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k
    .leave-out = { privacy-always }
    .kept = { privacy-kept-not }
privacy-enrolment-created-at = La hora de tu sí
    .what = La hora de tu ordenador, al segundo.
    .why = Una petición vieja no se puede usar otra vez.
    .example = 2026-11-22T10:04:00Z
    .leave-out = { privacy-always }
    .kept = { privacy-kept-not }
privacy-enrolment-os = El tipo de sistema
    .what = Linux, macOS o Windows.
    .why = El servicio de ayuda te puede decir los pasos justos.
    .example = windows
    .leave-out = { privacy-always }
    .kept = { privacy-kept-device }

## Al pulsar Enviar

privacy-report = Al pulsar Enviar
    .what = Primero lees el informe. Lo que lees es lo que se envía, letra por letra.
privacy-report-schema = El tipo de mensaje
    .what = El nombre y la versión de este tipo de mensaje. Siempre es lo mismo.
    .why = El servidor sabe qué está leyendo.
    .example = porchlight.report/1
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-report-id = El número del informe
    .what = Un número al azar.
    .why = Un informe que llega dos veces cuenta una.
    .example = 01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-company-id = El número de tu empresa
    .what = El número que tiene tu empresa en este servidor.
    .why = El informe llega a tu empresa y a ninguna otra.
    .example = 01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a12
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-device-id = El número de tu ordenador
    .what = Un número al azar del día en que dijiste que sí. No sale de la máquina.
    .why = El servicio de ayuda distingue tus informes de los de otros.
    .example = 01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a13
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-created-at = La hora del informe
    .what = Cuándo se hizo el informe que leíste, según tu reloj.
    .why = El servicio de ayuda ve de cuándo es.
    .example = 2026-11-22T10:04:00Z
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-app-version = La versión de Porchlight
    .what = La versión de la app que hizo el informe.
    .why = El servicio de ayuda ve si una versión vieja se equivocaba.
    .example = 0.1.0
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-app-policy-version = La versión de las reglas
    .what = La versión de las reglas de tu empresa que viste en la app.
    .why = El servicio de ayuda ve las mismas reglas que tú.
    .example = 1
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-device-ownership = De quién es el ordenador
    .what = Siempre dice que el ordenador es tuyo.
    .why = Así nadie cree que es de la empresa.
    .example = personal
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-device-os-family = El tipo de sistema
    .what = Linux, macOS o Windows.
    .why = El servicio de ayuda te puede decir los pasos justos.
    .example = windows
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-device-os-name = El nombre del sistema
    .what = Su nombre, de una lista que tiene la app.
    .why = Cada sistema tiene sus fechas de parches.
    .example = windows-11
    .leave-out = { privacy-unread }
    .kept = { privacy-kept-report }
privacy-report-device-os-version = La versión del sistema
    .what = Su versión, como las cuenta quien lo hace.
    .why = Las versiones viejas ya no reciben parches.
    .example = 25H2
    .leave-out = { privacy-unread }
    .kept = { privacy-kept-report }
privacy-report-checks-id = El nombre de una comprobación
    .what = De qué ajuste habla esta parte del informe.
    .why = Hay una parte así por cada comprobación.
    .example = disk.encryption
    .leave-out = { privacy-withheld }
    .kept = { privacy-kept-report }
privacy-report-checks-outcome-status = El resultado
    .what = Bien, casi bien, mal, no hace falta, o no se sabe.
    .why = El servicio de ayuda ve dónde te puede echar una mano.
    .example = pass
    .leave-out = { privacy-withheld }
    .kept = { privacy-kept-report }
privacy-report-checks-outcome-reasons = Lo que no está como debe
    .what = Una o más palabras de una lista fija.
    .why = El servicio de ayuda te puede decir qué cambiar.
    .example = not_at_start
    .leave-out = { privacy-withheld }
    .kept = { privacy-kept-report }
privacy-report-checks-outcome-why = Por qué una comprobación no hace falta
    .what = Una palabra de una lista fija.
    .why = Nadie te pide algo que tu ordenador no puede tener.
    .example = rolling_release
    .leave-out = { privacy-withheld }
    .kept = { privacy-kept-report }
privacy-report-checks-outcome-cause = Por qué no se sabe un resultado
    .what = Una palabra de una lista fija.
    .why = No saberlo no es culpa tuya. El servicio de ayuda ve por qué.
    .example = no_permission
    .leave-out = { privacy-withheld }
    .kept = { privacy-kept-report }
privacy-report-checks-grade = Quién lo dice
    .what = Dice que el ajuste lo leyó la app, y no una persona.
    .why = Lo leído y lo dicho son dos cosas.
    .example = observed
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-checks-observed-at = La hora de la comprobación
    .what = Cuándo miró la app, según tu reloj.
    .why = El servicio de ayuda ve de cuándo es un resultado.
    .example = 2026-11-22T10:03:00Z
    .leave-out = { privacy-always }
    .kept = { privacy-kept-report }
privacy-report-checks-facts = Los datos
    .what = Unos pocos datos por cada comprobación. Están más abajo, uno por uno.
    .why = El servicio de ayuda te puede decir los pasos justos.
    .example = { "{" } "locks": true { "}" }
    .leave-out = { privacy-unread }
    .kept = { privacy-kept-report }
privacy-report-checks-person = Lo que dices tú
    .what = Que no lo puedes cambiar tú, o que crees que está mal.
    .why = El servicio de ayuda te puede ayudar, o mirar otra vez.
    .example = cannot_do
    .leave-out = { privacy-choice }
    .kept = { privacy-kept-report }
