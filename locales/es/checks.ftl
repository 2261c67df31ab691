### Qué miran las comprobaciones y qué encuentran. Se ve en el asistente, en la consola y en la línea de órdenes.
###
### check-<check>            su nombre; `good` si todo va bien, `why` por qué importa, `sent`: qué dice el informe
### finding-<check>-<code>   qué falla; `what` qué vimos, `steps-<system>`: un paso por línea
### unknown-<cause>          por qué una comprobación no tiene respuesta
### not-applicable-<why>     por qué una comprobación no tiene sentido en un ordenador
###
### Los datos generales de cada comprobación están disponibles como variables, por ejemplo $days_left.

## El sistema aún recibe actualizaciones de seguridad

check-os-supported = Soporte del fabricante
    .good = Tu sistema aún recibe actualizaciones de seguridad
    .why = Cuando el fabricante deja de tapar agujeros, los atacantes entran por ellos.
    .sent = El nombre y la versión de tu sistema, y hasta cuándo se actualiza. Nada de lo que has instalado.

finding-os-supported-ended = Tu sistema ya no recibe actualizaciones de seguridad
    .what = El fabricante ha dejado de dar soporte a esta versión.
    .steps-linux =
        Haz una copia de tus archivos importantes.
        Abre el programa de actualizaciones de tu sistema y busca una versión nueva.
        Sigue sus pasos. Puede tardar una hora.
        Si no te ofrece ninguna, pregunta a tu servicio de ayuda.
    .steps-macos =
        Haz una copia de tus archivos importantes, por ejemplo con Time Machine.
        Abre Ajustes del Sistema, luego General y Actualización de software.
        Elige el macOS más nuevo que te ofrezca.
        Si no te ofrece ninguno, este Mac es demasiado antiguo. Díselo a tu servicio de ayuda.
    .steps-windows =
        Haz una copia de tus archivos importantes.
        Abre Configuración, luego Windows Update, y elige Buscar actualizaciones.
        Instala la versión de Windows más nueva que te ofrezca.
        Si no te ofrece ninguna, este ordenador es demasiado antiguo. Díselo a tu servicio de ayuda.
finding-os-supported-ends-soon = Tu sistema pronto dejará de recibir actualizaciones
    .what = { $days_left ->
        [0] Hoy es el último día con actualizaciones para esta versión.
        [one] Queda un día con actualizaciones para esta versión.
       *[other] Quedan { $days_left } días con actualizaciones para esta versión.
    }
    .steps-linux =
        Elige una tarde tranquila. Una versión nueva puede tardar una hora.
        Haz una copia de tus archivos importantes.
        Abre el programa de actualizaciones de tu sistema e instala la versión nueva.
    .steps-macos =
        Elige una tarde tranquila. Una versión nueva puede tardar una hora.
        Haz una copia de tus archivos importantes, por ejemplo con Time Machine.
        Abre Ajustes del Sistema, luego General y Actualización de software, e instala el macOS más nuevo.
    .steps-windows =
        Elige una tarde tranquila. Una versión nueva puede tardar una hora.
        Haz una copia de tus archivos importantes.
        Abre Configuración, luego Windows Update, e instala la versión de Windows más nueva.
finding-os-supported-extended-only = Tu sistema solo recibe algunas actualizaciones
    .what = El soporte completo de esta versión ha terminado. Solo se corrige una parte, o solo si lo pides.
    .steps-linux =
        Planea pasar a la versión más nueva en los próximos meses.
        Antes, haz una copia de tus archivos importantes.
        En Ubuntu puedes activar mientras tanto Ubuntu Pro. Es gratis hasta para cinco ordenadores.

## Las actualizaciones de seguridad llegan solas

check-os-updates = Actualizaciones automáticas
    .good = Las actualizaciones de seguridad llegan solas
    .why = Los atacantes usan los fallos en pocos días. Si todo se actualiza solo, se tapan a tiempo.
    .sent = Si se actualiza solo, cuánto queda por instalar y desde cuándo. Sin nombres de programas.

finding-os-updates-automatic-off = Tu ordenador no se actualiza solo
    .what = Nadie instala las actualizaciones de seguridad si no lo haces tú.
    .steps-linux =
        En Ubuntu, abre «Software y actualizaciones», y luego la página Actualizaciones.
        Para las de seguridad, elige «Descargar e instalar automáticamente».
        En KDE Plasma, abre Preferencias del sistema, Actualización de software, y elige Automáticamente.
        En otro Linux, pide a tu servicio de ayuda que lo haga contigo.
    .steps-macos =
        Abre Ajustes del Sistema, luego General y Actualización de software.
        Pulsa la ⓘ junto a Actualizaciones automáticas.
        Activa todo y elige OK.
    .steps-windows =
        Abre Configuración, luego Windows Update, y elige Buscar actualizaciones.
        Instala lo que te ofrezca.
        Si la página dice que lo administra una organización, díselo a tu servicio de ayuda.
        Si muestra un error, díselo también.
finding-os-updates-service-off = El servicio de actualización está desactivado
    .what = Alguien o algún programa ha desactivado la parte de Windows que trae las actualizaciones.
    .steps-windows =
        Haz memoria: ¿usaste un programa que frena las actualizaciones? Deshazlo en ese mismo programa.
        Abre Configuración, luego Windows Update, y elige Buscar actualizaciones.
        Si falla, di a tu servicio de ayuda que el servicio de actualización está desactivado.
finding-os-updates-paused-long = Las actualizaciones están en pausa mucho tiempo
    .what = La pausa acaba dentro de más de cinco semanas. Hasta entonces no llega nada de seguridad.
    .steps-windows =
        Abre Configuración, luego Windows Update.
        Elige Reanudar actualizaciones e instala lo que te ofrezca.
finding-os-updates-old-pending = Hay actualizaciones de seguridad sin instalar
    .what = { $oldest_days ->
        [one] La más antigua espera desde hace un día.
       *[other] La más antigua espera desde hace { $oldest_days } días.
    }
    .steps-linux =
        Guarda tu trabajo.
        Abre el programa de actualizaciones de tu sistema e instala todo.
        Reinicia el ordenador y vuelve a comprobarlo.
        Si algo falla, díselo a tu servicio de ayuda.
finding-os-updates-not-looked = Este Mac lleva un mes sin buscar actualizaciones
    .what = La última búsqueda completa fue hace más de 30 días.
    .steps-macos =
        Conecta el Mac a internet.
        Abre Ajustes del Sistema, luego General y Actualización de software, y espera la respuesta.
        Instala lo que te ofrezca. Puede tardar una hora.
finding-os-updates-partly-automatic = Una parte de las actualizaciones te espera
    .what = El ordenador busca actualizaciones, pero deja algo en tus manos, como instalarlas.
    .steps-linux =
        En Ubuntu, abre «Software y actualizaciones», y luego la página Actualizaciones.
        Elige que se busquen a diario, y que las de seguridad se instalen automáticamente.
        En otro Linux, pide a tu servicio de ayuda que lo haga contigo.
    .steps-macos =
        Abre Ajustes del Sistema, luego General y Actualización de software.
        Pulsa la ⓘ junto a Actualizaciones automáticas.
        Activa todo y elige OK.
    .steps-windows =
        Abre Configuración, luego Windows Update.
        Descarga e instala lo que te ofrezca.
        Una organización hizo que este ordenador te pregunte antes. Díselo a tu servicio de ayuda.
finding-os-updates-paused = Las actualizaciones están en pausa
    .what = Alguien ha puesto en pausa las actualizaciones de Windows. Hasta que acabe, no llega ninguna.
    .steps-windows =
        Abre Configuración, luego Windows Update.
        Elige Reanudar actualizaciones e instala lo que te ofrezca.

## El disco está cifrado

check-disk-encryption = Protección del disco
    .good = Tu disco está protegido
    .why = Si pierdes este ordenador o te lo roban, nadie más puede leer lo que guarda.
    .sent = Si el disco está protegido y con qué método. Sin nombres de archivos ni de unidades.

finding-disk-encryption-off = Tu disco no está protegido
    .what = El disco no está cifrado. Quien lo saque puede leerlo sin tu contraseña.
    .steps-linux =
        En Linux, el disco solo se puede cifrar al instalar el sistema de nuevo.
        No lo hagas por tu cuenta. Habla antes con tu servicio de ayuda.
        Mientras tanto, no guardes archivos de trabajo en este ordenador.
    .steps-macos =
        Abre Ajustes del Sistema, luego Privacidad y seguridad, y FileVault.
        Elige Activar.
        Guarda la clave de recuperación fuera de este ordenador, por ejemplo en papel.
        Deja el Mac enchufado. Puedes seguir trabajando.
    .steps-windows =
        Abre Configuración, luego Privacidad y seguridad, y activa Cifrado de dispositivo.
        Si no está esa página, escribe «Administrar BitLocker» en el menú Inicio.
        Guarda la clave de recuperación fuera de este ordenador antes de seguir.
        Deja el ordenador enchufado. Puedes seguir trabajando.
finding-disk-encryption-decrypting = Se está quitando la protección de tu disco
    .what = El disco se está descifrando ahora. Pronto cualquiera podría leerlo.
    .steps-macos =
        Espera a que termine. La página FileVault de Ajustes del Sistema muestra cuánto falta.
        Después elige Activar en esa misma página.
        Guarda la clave de recuperación fuera de este ordenador, por ejemplo en papel.
    .steps-windows =
        Espera a que termine. La página «Administrar BitLocker» muestra cuánto falta.
        Después vuelve a activar la protección ahí mismo, o en Cifrado de dispositivo.
        Guarda la clave de recuperación fuera de este ordenador.
finding-disk-encryption-waiting-for-activation = La protección de tu disco nunca se activó
    .what = Windows cifró el disco, pero dejó la llave al lado. Todavía no protege nada.
    .steps-windows =
        Abre Configuración, luego Privacidad y seguridad, y activa Cifrado de dispositivo.
        Windows puede pedirte una cuenta de Microsoft. Ahí guarda tu clave de recuperación.
        En Windows Pro puedes escribir «Administrar BitLocker» en el menú Inicio y elegir Activar.
finding-disk-encryption-home-open = Tus archivos no están protegidos
    .what = El sistema está cifrado, pero el lugar de tus archivos no.
    .steps-linux =
        No lo cambies por tu cuenta. Habla antes con tu servicio de ayuda.
        Mientras tanto, no guardes archivos de trabajo en este ordenador.
finding-disk-encryption-suspended-long = La protección de tu disco lleva más de un día en pausa
    .what = El disco está cifrado, pero la llave lleva más de un día a la vista.
    .steps-windows =
        Reinicia el ordenador una vez. Después de una actualización suele bastar.
        Escribe «Administrar BitLocker» en el menú Inicio.
        Junto a la unidad C:, elige Reanudar protección.
        Si mañana vuelve a estar en pausa, díselo a tu servicio de ayuda.
finding-disk-encryption-encrypting = La protección de tu disco se está preparando
    .what = El disco se está cifrando ahora. Estará a salvo cuando termine.
    .steps-macos =
        Deja el Mac enchufado. Puedes seguir trabajando.
        Vuelve a comprobarlo más tarde. Puede tardar unas horas.
    .steps-windows =
        Deja el ordenador enchufado. Puedes seguir trabajando.
        Vuelve a comprobarlo más tarde. Puede tardar unas horas.
finding-disk-encryption-suspended = La protección de tu disco está en pausa
    .what = El disco está cifrado, pero la protección está en pausa. Hasta que siga, la llave queda a la vista.
    .steps-windows =
        Reinicia el ordenador una vez. Después de una actualización suele bastar.
        Escribe «Administrar BitLocker» en el menú Inicio.
        Junto a la unidad C:, elige Reanudar protección.
finding-disk-encryption-home-only = Solo tus archivos están protegidos
    .what = Tus archivos están cifrados, pero el sistema no. Ahí puede haber copias de tu trabajo.
    .steps-linux =
        Pregunta a tu servicio de ayuda si basta para tu trabajo.
        La próxima vez que instales el sistema, elige cifrar todo el disco.
finding-disk-encryption-swap-open = Una parte de tu disco no está protegida
    .what = Tus archivos están cifrados. Pero el sistema también escribe su memoria en el disco, y esa parte no.
    .steps-linux =
        No lo cambies por tu cuenta. Enseña esta página a tu servicio de ayuda.
        Apaga el ordenador cuando lo dejes, en vez de cerrar la tapa.

## El cortafuegos está activado

check-firewall-host = Cortafuegos
    .good = Tu cortafuegos está activado
    .why = Impide que otros aparatos de tu red entren en este ordenador.
    .sent = Si hay un cortafuegos activado y de qué tipo. Sin nombres de programas ni de redes.

finding-firewall-host-off = Tu cortafuegos está desactivado
    .what = Ahora mismo ningún cortafuegos protege este ordenador.
    .steps-linux =
        Abre un terminal.
        Escribe «sudo ufw enable» y pulsa Intro.
        Escribe tu contraseña y confirma.
    .steps-macos =
        Abre Ajustes del Sistema, luego Red, y Firewall.
        Activa el firewall.
    .steps-windows =
        Escribe «Seguridad de Windows» en el menú Inicio y ábrela.
        Elige Firewall y protección de red.
        Abre cada una de las tres redes y activa el firewall.
finding-firewall-host-profile-off = Tu cortafuegos está desactivado en algunas redes
    .what = El firewall de Windows está activado en unas redes y desactivado en otras.
    .steps-windows =
        Escribe «Seguridad de Windows» en el menú Inicio y ábrela.
        Elige Firewall y protección de red.
        Abre cada red con el firewall desactivado y actívalo.
finding-firewall-host-paused = Tu cortafuegos está en pausa
    .what = Otro programa hace de cortafuegos, y alguien lo ha puesto en pausa.
    .steps-windows =
        Abre ese programa. Su icono suele estar junto al reloj.
        Vuelve a activar su cortafuegos.
        Si ya no lo usas, quítalo en Configuración, luego Aplicaciones. El firewall de Windows puede hacer su trabajo.
finding-firewall-host-inbound-allowed = Tu cortafuegos deja entrar todo
    .what = El cortafuegos está activado, pero deja pasar todas las conexiones de fuera.
    .steps-windows =
        Escribe «Seguridad de Windows» en el menú Inicio y ábrela.
        Elige Firewall y protección de red, y luego Restaurar firewalls a los valores predeterminados.
        Confirma. Puede que algunos programas vuelvan a pedirte permiso.
finding-firewall-host-domain-profile-off = Tu cortafuegos está desactivado en redes de empresa
    .what = En casa el cortafuegos está activado. En la red de una empresa no lo estaría.
    .steps-windows =
        Escribe «Seguridad de Windows» en el menú Inicio y ábrela.
        Elige Firewall y protección de red, y luego Red de dominio.
        Activa el firewall.
finding-firewall-host-not-at-start = Tu cortafuegos no volverá después de reiniciar
    .what = El cortafuegos funciona ahora, pero no arranca con el ordenador.
    .steps-linux =
        Abre un terminal.
        { $manager ->
            [ufw] Escribe «sudo systemctl enable ufw» y pulsa Intro.
            [nftables] Escribe «sudo systemctl enable nftables» y pulsa Intro.
           *[firewalld] Escribe «sudo systemctl enable firewalld» y pulsa Intro.
        }
        Escribe tu contraseña.

## Algo busca programas dañinos

check-malware-protection = Antivirus
    .good = Tu antivirus funciona
    .why = Un virus puede robar tus archivos o cerrarlos con llave. El antivirus frena casi todos.
    .sent = Si el antivirus funciona y de cuándo son sus listas. Los productos de otras marcas no se nombran.

finding-malware-protection-off = Nada busca programas dañinos
    .what = Ahora mismo nada busca virus en este ordenador.
    .steps-linux =
        Abre un terminal.
        Si usas ClamAV, escribe «sudo systemctl enable --now clamav-daemon» y pulsa Intro.
        Si tu empresa puso otro antivirus aquí, avisa a tu servicio de ayuda.
    .steps-windows =
        Escribe «Seguridad de Windows» en el menú Inicio y ábrela.
        Elige Protección antivirus y contra amenazas, y luego Administrar la configuración.
        Activa la protección en tiempo real.
        Si usas otro antivirus, ábrelo y actívalo ahí.
finding-malware-protection-expired = Tu antivirus ha caducado
    .what = Hay un antivirus, pero ya no se paga por él.
    .steps-windows =
        Si quieres seguir con él, ábrelo y renuévalo.
        Si no, quítalo en Configuración, luego Aplicaciones, y Aplicaciones instaladas.
        Reinicia el ordenador. El antivirus de Microsoft hará su trabajo. Es gratis.
finding-malware-protection-signatures-old = Tu antivirus no conoce los virus nuevos
    .what = Sus listas son demasiado viejas. Cada día salen virus nuevos.
    .steps-windows =
        Conéctate a internet.
        Escribe «Seguridad de Windows» en el menú Inicio y ábrela.
        Elige Protección antivirus y contra amenazas, luego Actualizaciones de protección, y Buscar actualizaciones.
        Si falla, abre Configuración, luego Windows Update, y busca ahí.
finding-malware-protection-scans-off = Tu Mac no busca programas dañinos
    .what = macOS busca virus por su cuenta. En este Mac alguien lo ha desactivado.
    .steps-macos =
        Instala lo que haya en Ajustes del Sistema, luego General, y Actualización de software.
        Reinicia el Mac y vuelve a comprobarlo.
        Si nada cambia, enseña esta página a tu servicio de ayuda.
finding-malware-protection-all-apps-allowed = Tu Mac abre cualquier programa sin mirarlo
    .what = macOS mira cada programa nuevo antes de abrirlo. En este Mac alguien lo ha desactivado.
    .steps-macos =
        Abre Ajustes del Sistema, luego Privacidad y seguridad.
        En Seguridad, permite apps del App Store y de desarrolladores conocidos.
        Si no está esa opción, enseña esta página a tu servicio de ayuda.
finding-malware-protection-paused = Tu antivirus está en pausa
    .what = Hay un antivirus, pero ahora está en pausa.
    .steps-windows =
        Escribe «Seguridad de Windows» en el menú Inicio y ábrela.
        Elige Protección antivirus y contra amenazas. Ahí ves qué antivirus tienes.
        Actívalo ahí, o ábrelo y actívalo.
finding-malware-protection-signatures-outdated = Tu antivirus va un poco atrasado
    .what = Sus listas tienen unos días. Cada día salen virus nuevos.
    .steps-windows =
        Conéctate a internet.
        Escribe «Seguridad de Windows» en el menú Inicio y ábrela.
        Elige Protección antivirus y contra amenazas, luego Actualizaciones de protección, y Buscar actualizaciones.
        Si usas otro antivirus, ábrelo y actualízalo ahí.

## La pantalla se bloquea sola

check-screen-lock = Bloqueo de pantalla
    .good = Tu pantalla se bloquea sola
    .why = Si te levantas un momento, nadie puede seguir donde tú lo dejaste.
    .sent = Si la pantalla se bloquea sola y a los cuántos segundos. Nada más sobre cómo la usas.

finding-screen-lock-never-locks = Tu pantalla nunca se bloquea sola
    .what = Por mucho tiempo que estés fuera, la pantalla sigue abierta.
    .steps-linux = { $desktop ->
        [kde]
            Abre Preferencias del sistema y busca «Bloqueo de pantalla».
            Activa el bloqueo al cabo de un tiempo y elige 15 minutos o menos.
       *[gnome]
            Abre Configuración, luego Energía, y pon Apagado de pantalla en 15 minutos o menos.
            Abre Privacidad y seguridad, luego Bloqueo de pantalla, y activa el bloqueo automático.
    }
    .steps-macos =
        Abre Ajustes del Sistema, luego Pantalla bloqueada.
        Elige 15 minutos o menos para la pantalla, con batería y con el adaptador.
        En «Solicitar contraseña», elige Inmediatamente.
    .steps-windows =
        Abre Configuración, luego Sistema, y Energía.
        Elige 15 minutos o menos para apagar la pantalla, con corriente y con batería.
        Abre Configuración, luego Cuentas, y Opciones de inicio de sesión.
        En «Si has estado ausente», elige Siempre.
finding-screen-lock-no-password = Tu pantalla se abre sin contraseña
    .what = La pantalla se apaga, pero no hace falta contraseña para seguir.
    .steps-linux = { $desktop ->
        [kde]
            Abre Preferencias del sistema y busca «Bloqueo de pantalla».
            Activa que haga falta la contraseña.
       *[gnome]
            Abre Configuración, luego Privacidad y seguridad, y Bloqueo de pantalla.
            Activa el bloqueo automático de la pantalla.
    }
    .steps-macos =
        Abre Ajustes del Sistema, luego Pantalla bloqueada.
        En «Solicitar contraseña», elige Inmediatamente.
    .steps-windows =
        Abre Configuración, luego Cuentas, y Opciones de inicio de sesión.
        En «Si has estado ausente», elige Siempre.
        Si usas un protector de pantalla, abre sus ajustes.
        Ahí, marca «Mostrar la pantalla de inicio de sesión al reanudar».
finding-screen-lock-too-slow = Tu pantalla se bloquea demasiado tarde
    .what = Pasa demasiado tiempo hasta que la pantalla se bloquea sola.
    .steps-linux = { $desktop ->
        [kde]
            Abre Preferencias del sistema y busca «Bloqueo de pantalla».
            Elige 15 minutos o menos.
       *[gnome]
            Abre Configuración, luego Energía, y pon Apagado de pantalla en 15 minutos o menos.
            Abre Privacidad y seguridad, luego Bloqueo de pantalla, y elige bloquear al apagarse la pantalla.
    }
    .steps-macos =
        Abre Ajustes del Sistema, luego Pantalla bloqueada.
        Elige 15 minutos o menos para la pantalla, con batería y con el adaptador.
        En «Solicitar contraseña», elige Inmediatamente.
    .steps-windows =
        Abre Configuración, luego Sistema, y Energía.
        Elige 15 minutos o menos para apagar la pantalla, con corriente y con batería.
        Si usas un protector de pantalla, pon también 15 minutos o menos.
finding-screen-lock-slow = Tu pantalla se bloquea un poco tarde
    .what = Pasa más de un cuarto de hora hasta que la pantalla se bloquea sola.
    .steps-linux = { $desktop ->
        [kde]
            Abre Preferencias del sistema y busca «Bloqueo de pantalla».
            Elige 15 minutos o menos.
       *[gnome]
            Abre Configuración, luego Energía, y pon Apagado de pantalla en 15 minutos o menos.
            Abre Privacidad y seguridad, luego Bloqueo de pantalla, y elige bloquear al apagarse la pantalla.
    }
    .steps-macos =
        Abre Ajustes del Sistema, luego Pantalla bloqueada.
        Elige 15 minutos o menos para la pantalla, con batería y con el adaptador.
        En «Solicitar contraseña», elige Inmediatamente.
    .steps-windows =
        Abre Configuración, luego Sistema, y Energía.
        Elige 15 minutos o menos para apagar la pantalla, con corriente y con batería.
        Si usas un protector de pantalla, pon también 15 minutos o menos.

## El ordenador pregunta quién eres

check-account-password-autologin = Entrada al encender
    .good = Tu ordenador pregunta quién eres
    .why = Si se abre solo, quien lo encienda puede leer tu correo y tus archivos.
    .sent = Si el ordenador pregunta al encender y si hay una contraseña. Sin nombres y sin contraseñas.

finding-account-password-autologin-autologin = Tu ordenador se abre solo
    .what = Quien lo enciende entra sin más. No pide ninguna contraseña.
    .steps-linux =
        En GNOME, abre Configuración, luego Sistema, y Usuarios. Desbloquea y apaga el inicio de sesión automático.
        En KDE, abre Preferencias del sistema y busca «Pantalla de inicio de sesión». Quita ahí la entrada automática.
        Si no ves ninguna de las dos, enseña esta página a tu servicio de ayuda.
    .steps-macos =
        Abre Ajustes del Sistema, luego Usuarios y grupos.
        Junto a «Iniciar sesión automáticamente como», elige No.
    .steps-windows =
        Pulsa a la vez la tecla Windows y la R, escribe «netplwiz» y pulsa Intro.
        Marca que los usuarios deben escribir su nombre y contraseña para usar el equipo.
        Si no está esa casilla, enseña esta página a tu servicio de ayuda.
finding-account-password-autologin-no-password = Tu cuenta no tiene contraseña
    .what = Quien se siente a este ordenador puede entrar como si fueras tú.
    .steps-linux =
        Abre un terminal.
        Escribe «passwd» y pulsa Intro.
        Elige una contraseña larga que no uses en otro sitio. Escríbela dos veces.
finding-account-password-autologin-stored-password = Hay una contraseña a la vista en este ordenador
    .what = Se guardó para que el ordenador entre solo. Otros pueden encontrarla ahí.
    .steps-macos =
        Abre Ajustes del Sistema, luego Usuarios y grupos.
        Junto a «Iniciar sesión automáticamente como», elige un nombre y después elige No.
        Cambia la contraseña de esa cuenta.
    .steps-windows =
        Enseña esta página a tu servicio de ayuda. Hay que borrar el valor «DefaultPassword» de Winlogon.
        Después cambia la contraseña de esa cuenta.
        Si la usas en otro sitio, cámbiala ahí también.
finding-account-password-autologin-autologin-after-disk = Tu ordenador solo pide la contraseña del disco
    .what = Después entra sin preguntar más. Si otra persona la sabe, también entra.
    .steps-linux =
        Si solo tú sabes la contraseña del disco, puedes dejarlo así. Pregunta a tu servicio de ayuda.
        En GNOME, abre Configuración, luego Sistema, y Usuarios. Desbloquea y apaga el inicio de sesión automático.
        En KDE, abre Preferencias del sistema y busca «Pantalla de inicio de sesión». Quita ahí la entrada automática.

## Nadie entra desde fuera

check-remote-access = Acceso desde fuera
    .good = Nadie puede usar este ordenador desde fuera
    .why = Una puerta olvidada deja entrar. Los atacantes buscan puertas así todo el día.
    .sent = Qué puertas del propio sistema están abiertas y cuántos programas abren otras. Sin nombres de programas.

finding-remote-access-remote-desktop = El Escritorio remoto está activado
    .what = Otros en tu red pueden llegar a la pantalla de este ordenador e intentar entrar.
    .steps-linux =
        En GNOME, abre Configuración, luego Sistema, y Escritorio remoto, y apágalo.
        En KDE, abre Preferencias del sistema y busca «Escritorio remoto». Apágalo ahí.
        Si instalaste xrdp, escribe «sudo systemctl disable --now xrdp» en un terminal.
    .steps-windows =
        Abre Configuración, luego Sistema, y Escritorio remoto.
        Apágalo y confirma.
        Si lo necesitas para trabajar, pregunta antes a tu servicio de ayuda.
finding-remote-access-ssh = Se puede entrar por la red (SSH)
    .what = Otros en tu red pueden intentar entrar en este ordenador con una contraseña.
    .steps-linux =
        En GNOME, abre Configuración, luego Sistema, y Shell segura, y apágala.
        Si no está esa página, abre un terminal y escribe «sudo systemctl disable --now sshd».
        En Debian y Ubuntu, la última palabra es «ssh» en vez de «sshd».
        Si lo necesitas para trabajar, pregunta antes a tu servicio de ayuda.
    .steps-macos =
        Abre Ajustes del Sistema, luego General, y Compartir.
        Apaga Sesión remota.
        Si la necesitas para trabajar, pregunta antes a tu servicio de ayuda.
    .steps-windows =
        Abre Configuración, luego Sistema, y Características opcionales.
        Busca Servidor de OpenSSH y quítalo.
        Si lo necesitas para trabajar, pregunta antes a tu servicio de ayuda.
finding-remote-access-screen-sharing = Tu pantalla se comparte
    .what = Otros en tu red pueden llegar a tu pantalla e intentar entrar.
    .steps-linux =
        En GNOME, abre Configuración, luego Sistema, y Escritorio remoto, y apágalo.
        En KDE, abre el programa Krfb y deja de compartir el escritorio.
        Si abriste otro programa para eso, ciérralo.
    .steps-macos =
        Abre Ajustes del Sistema, luego General, y Compartir.
        Apaga Compartir pantalla.
finding-remote-access-remote-management = La Gestión remota está activada
    .what = Otra persona puede manejar este Mac por la red.
    .steps-macos =
        Abre Ajustes del Sistema, luego General, y Compartir.
        Apaga Gestión remota.
        Si este Mac es de tu empresa, pregunta antes a tu servicio de ayuda.
finding-remote-access-unattended-tool = Un programa deja entrar a otros a cualquier hora
    .what = { $unattended_tools ->
        [one] Un programa espera a que alguien maneje este ordenador. No hace falta que estés tú.
       *[other] { $unattended_tools } programas esperan a que alguien maneje este ordenador. No hace falta que estés tú.
    }
    .steps-linux =
        Piensa en programas de ayuda a distancia, como AnyDesk, TeamViewer o RustDesk.
        Si lo puso tu servicio de ayuda, enséñales esta página.
        Si no, quítalo con tu programa de software.
    .steps-macos =
        Piensa en programas de ayuda a distancia, como AnyDesk, TeamViewer o RustDesk.
        Si lo puso tu servicio de ayuda, enséñales esta página.
        Si no, abre el programa y quítalo desde su menú. Después bórralo de Aplicaciones.
    .steps-windows =
        Abre Configuración, luego Aplicaciones, y Aplicaciones instaladas.
        Busca programas de ayuda a distancia, como AnyDesk, TeamViewer o RustDesk.
        Si lo puso tu servicio de ayuda, enséñales esta página.
        Si no, quítalo.
finding-remote-access-server-quiet = Hay una puerta sin llave, pero no la vemos desde fuera
    .what = El acceso desde fuera está activado. No está donde suelen estar esas puertas.
    .steps-linux =
        Si lo pusiste tú, pregunta a tu servicio de ayuda si puede seguir.
        Si no lo conoces, abre Configuración, luego Sistema.
        Apaga ahí Escritorio remoto y Shell segura.
    .steps-macos =
        Abre Ajustes del Sistema, luego General, y Compartir.
        Apaga Sesión remota, Compartir pantalla y Gestión remota, si no las usas.
    .steps-windows =
        Abre Configuración, luego Sistema, y Escritorio remoto, y apágalo.
        Si ya está apagado, busca Servidor de OpenSSH en Características opcionales y quítalo.
finding-remote-access-tool-installed = Hay programas de ayuda a distancia
    .what = { $tools ->
        [one] Un programa de este ordenador puede dejar entrar a otros. No lo vemos esperando a nadie.
       *[other] { $tools } programas de este ordenador pueden dejar entrar a otros.
    }
    .steps-linux =
        Piensa en programas como AnyDesk, TeamViewer o RustDesk.
        Quita los que no uses con tu programa de software.
    .steps-macos =
        Busca en la carpeta Aplicaciones programas como AnyDesk, TeamViewer o RustDesk.
        Cierra los que no uses y tíralos a la papelera.
    .steps-windows =
        Abre Configuración, luego Aplicaciones, y Aplicaciones instaladas.
        Busca programas como AnyDesk, TeamViewer o RustDesk.
        Quita los que no uses. Cierra Asistencia rápida si está abierta.
## El reloj va bien

check-time-sync = Reloj
    .good = Tu reloj va bien y se ajusta solo
    .why = Con la hora mal no puedes iniciar sesión, y fallan las conexiones seguras.
    .sent = Si la red pone el reloj en hora, y cuántos segundos va mal. No dice dónde estás.

finding-time-sync-wrong = Tu reloj va mal
    .what = { $off_by_s ->
        [one] El reloj va mal por un segundo.
       *[other] El reloj va mal por { $off_by_s } segundos. Más de 300 es demasiado.
    }
    .steps-linux =
        En GNOME, abre Configuración, luego Sistema, y Fecha y hora.
        En KDE Plasma, abre Preferencias del sistema, y luego Fecha y hora.
        Activa la fecha y la hora automáticas.
        Mira también la zona horaria, y vuelve a comprobarlo.
    .steps-macos =
        Abre Ajustes del Sistema, luego General, y Fecha y hora.
        Desactiva y vuelve a activar «Ajustar la fecha y la hora automáticamente».
        Mira también la zona horaria, y vuelve a comprobarlo.
    .steps-windows =
        Abre Configuración, luego Hora e idioma, y Fecha y hora.
        Activa «Ajustar la hora automáticamente».
        Elige Sincronizar ahora.
        Mira también la zona horaria, y vuelve a comprobarlo.
finding-time-sync-whole-hours = Tu reloj va mal por horas enteras
    .what = Los minutos están bien, pero la hora no. Pasa cuando dos sistemas comparten un ordenador.
    .steps-linux =
        Mira la zona horaria en la configuración de fecha y hora.
        Activa la fecha y la hora automáticas.
        ¿Este ordenador también tiene Windows? Entonces los dos cambian el reloj, cada uno a su manera.
        En ese caso, pide a tu servicio de ayuda que los ponga de acuerdo.
    .steps-windows =
        Abre Configuración, luego Hora e idioma, y Fecha y hora.
        Mira la zona horaria, y elige Sincronizar ahora.
        ¿Este ordenador también tiene Linux? Entonces los dos cambian el reloj, cada uno a su manera.
        En ese caso, pide a tu servicio de ayuda que los ponga de acuerdo.
finding-time-sync-drifted = Tu reloj va un poco mal
    .what = El reloj va mal por unos minutos. Si empeora, puede que no puedas iniciar sesión.
    .steps-linux =
        En GNOME, abre Configuración, luego Sistema, y Fecha y hora.
        En KDE Plasma, abre Preferencias del sistema, y luego Fecha y hora.
        Activa la fecha y la hora automáticas.
    .steps-macos =
        Abre Ajustes del Sistema, luego General, y Fecha y hora.
        Desactiva y vuelve a activar «Ajustar la fecha y la hora automáticamente».
    .steps-windows =
        Abre Configuración, luego Hora e idioma, y Fecha y hora.
        Elige Sincronizar ahora.
finding-time-sync-sync-off = La red no pone tu reloj en hora
    .what = Nada corrige el reloj cuando se atrasa o se adelanta. Con las semanas puede ir mal.
    .steps-linux =
        En GNOME, abre Configuración, luego Sistema, y Fecha y hora.
        En KDE Plasma, abre Preferencias del sistema, y luego Fecha y hora.
        Activa la fecha y la hora automáticas.
    .steps-macos =
        Abre Ajustes del Sistema, luego General, y Fecha y hora.
        Activa «Ajustar la fecha y la hora automáticamente».
        Reinicia el Mac y vuelve a comprobarlo.
    .steps-windows =
        Abre Configuración, luego Hora e idioma, y Fecha y hora.
        Activa «Ajustar la hora automáticamente».
        Elige Sincronizar ahora. Si falla, díselo a tu servicio de ayuda.

## No hay respuesta

unknown-no-permission = No nos han dejado mirar
    .what = El sistema no nos ha dejado leer este ajuste. Eso no dice nada del ajuste en sí.
unknown-source-missing = No hemos encontrado este ajuste
    .what = El lugar donde estaría la respuesta no está en este ordenador. Tu servicio de ayuda puede mirarlo contigo.
unknown-timeout = La respuesta ha tardado demasiado
    .what = Puede que el ordenador esté ocupado. Vuelve a comprobarlo en unos minutos.
unknown-parse = No hemos entendido la respuesta
    .what = El ajuste está escrito de una forma que aún no conocemos. Tu servicio de ayuda puede mirarlo contigo.
unknown-unsupported-desktop = No podemos leer este escritorio
    .what = Podemos leer GNOME y KDE Plasma. Cuenta a tu servicio de ayuda cómo está ajustado el tuyo.
unknown-sandboxed = Desde aquí no vemos tu ordenador
    .what = Esta aplicación se ha abierto en un espacio aislado y solo ve eso. Instálala de otra forma.
unknown-table-stale = Tu sistema es más nuevo que nuestra lista
    .what = Nuestra lista aún no conoce esta versión, o se ha quedado vieja. Actualiza esta aplicación y vuelve a comprobarlo.
unknown-unsupported-system = No podemos leer este tipo de sistema
    .what = Aún no conocemos este tipo de sistema. Tu servicio de ayuda puede mirarlo contigo.
unknown-inconclusive = No lo podemos saber
    .what = Lo que hemos podido leer no da una respuesta clara. Tu servicio de ayuda puede mirarlo contigo.
unknown-not-shared = Esto lo has dejado fuera
    .what = Has preferido no compartirlo. Es tu derecho y no cuenta como un fallo.
unknown-internal = Algo ha fallado en esta comprobación
    .what = Es un fallo nuestro, no tuyo. Cuéntaselo a tu servicio de ayuda, por favor.

## Aquí la pregunta no tiene sentido

not-applicable-rolling-release = Tu sistema es siempre la versión más nueva
    .what = No tiene versiones que terminen. Mantenlo al día y todo irá bien.
not-applicable-no-such-part = Tu ordenador no tiene esa pieza
    .what = Aquí no hay nada que comprobar.
