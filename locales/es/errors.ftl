### Lo que ha fallado, en palabras. Un mensaje por cada código de error: el valor dice qué ha pasado
### y el atributo `next` dice qué hacer ahora.

## La invitación

error-invite-not-a-code = Esto no es un código ni un enlace de invitación.
    .next = El código tiene 10 letras y números. Cópialo de tu invitación o pega el enlace entero.
error-invite-mistyped = Hay un carácter del código que no es correcto.
    .next = Compara el código con tu invitación. No lleva las letras I, L, O ni U.
error-invite-unknown = No encontramos esta invitación.
    .next = Compara el código con tu invitación. Si es igual, pide otra.
error-invite-expired = Esta invitación ha caducado.
    .next = Pide otra a quien te la envió. Solo se tarda un minuto.
error-invite-used = Esta invitación ya se usó en otro ordenador.
    .next = Pide otra a quien te la envió.
error-invite-revoked = Esta invitación se ha retirado.
    .next = Pregunta a quien te la envió qué hacer ahora.
error-invite-other-company = Esta invitación es de otra empresa. Este ordenador está preparado para { $company }.
    .next = No ha cambiado nada. Si trabajas para las dos, pregunta al servicio de ayuda.
error-collector-address-missing = Necesitamos saber dónde preguntar por este código.
    .next = Escribe la dirección que pone en tu invitación o pega el enlace entero.
error-collector-address-malformed = No podemos usar esta dirección.
    .next = La dirección empieza por https:// y no lleva nada detrás del nombre. Cópiala de tu invitación.

## El camino hasta el servidor del servicio de ayuda

error-offline = Este ordenador no tiene conexión a internet.
    .next = Conéctalo a internet y prueba otra vez. No se pierde nada.
error-collector-unreachable = El servidor del servicio de ayuda no responde.
    .next = Prueba otra vez en unos minutos. Si sigue sin responder, avisa al servicio de ayuda.
error-tls-untrusted = No podemos asegurar que esta conexión sea privada, así que hemos parado.
    .next = Prueba con otra red, como la de tu móvil. Si también pasa ahí, avisa al servicio de ayuda.
error-timed-out = La respuesta ha tardado demasiado.
    .next = Prueba otra vez. Puede ser que la conexión vaya lenta.
error-server-error = Algo ha fallado en el servidor del servicio de ayuda.
    .next = Prueba otra vez en unos minutos. No se pierde nada.
error-server-busy = El servidor del servicio de ayuda tiene mucho trabajo ahora mismo.
    .next = { $seconds ->
        [one] Prueba otra vez en un segundo.
       *[other] Prueba otra vez en { $seconds } segundos.
    }
error-rate-limited = Ha habido demasiados intentos en poco tiempo.
    .next = { $seconds ->
        [one] Prueba otra vez en un segundo.
       *[other] Prueba otra vez en { $seconds } segundos.
    }
error-clock-wrong = { $minutes ->
        [one] El reloj de este ordenador se desvía un minuto.
       *[other] El reloj de este ordenador se desvía { $minutes } minutos.
    }
    .next = Abre los ajustes de fecha y hora, activa la hora automática y prueba otra vez.
error-answer-malformed = La respuesta no venía del servidor del servicio de ayuda.
    .next = Puede ser la página de acceso de una red wifi. Abre el navegador, entra ahí y prueba otra vez.

## Este ordenador

error-key-store-missing = Este ordenador no tiene un almacén de claves que podamos usar.
    .next = Puedes seguir y guardar la clave de este ordenador en un archivo.
error-key-store-locked = El almacén de claves de este ordenador está bloqueado.
    .next = Prueba otra vez y desbloquéalo cuando te lo pida.
error-key-store-failed = El almacén de claves de este ordenador no ha funcionado.
    .next = Prueba otra vez. Si no sirve, puedes guardar la clave de este ordenador en un archivo.
error-key-missing = La clave de este ordenador ya no está.
    .next = Pide otra invitación al servicio de ayuda y prepara de nuevo este ordenador.
error-disk-full = El disco de este ordenador está lleno.
    .next = Haz sitio, por ejemplo vaciando la papelera, y prueba otra vez.
error-database-failed = La app no puede leer o escribir su propio archivo en este ordenador.
    .next = Cierra la app y ábrela de nuevo. Si no sirve, avisa al servicio de ayuda.
error-database-newer = En este ordenador se ha usado una versión más nueva de esta app.
    .next = Instala la última versión. Todo lo que hiciste sigue ahí.
error-not-enrolled = Este ordenador aún no está preparado.
    .next = Escribe primero tu invitación.
error-out-of-order = Este paso aún no está abierto.
    .next = Vuelve atrás y termina el paso anterior.
error-settings-not-opened = La página de ajustes no se ha abierto.
    .next = Abre tú los ajustes del sistema y sigue los pasos.
error-export-failed = No se ha podido escribir la copia.
    .next = Mira que el disco no esté lleno y que exista la carpeta de descargas.

## El informe

error-device-unknown = Tu empresa ya no reconoce este ordenador.
    .next = Pide otra invitación al servicio de ayuda.
error-signature-invalid = La firma de este ordenador no coincide.
    .next = Pide otra invitación al servicio de ayuda y prepara de nuevo este ordenador.
error-report-malformed = El servidor del servicio de ayuda no ha podido leer el informe.
    .next = Instala la última versión de la app y revisa otra vez tu ordenador.
error-report-unknown = El servidor de soporte no tiene este informe.
    .next = Puede que ya se haya borrado. Si dudas, pregunta a soporte.
error-report-conflict = Este informe ya se envió con otro contenido.
    .next = Revisa otra vez tu ordenador. Así se hace un informe nuevo.
error-receipt-invalid = El recibo no venía del servidor del servicio de ayuda.
    .next = El informe cuenta como no enviado. Avisa al servicio de ayuda antes de probar otra vez.

## La consola y los fallos nuestros

error-request-malformed = El servidor no ha podido leer esta petición.
    .next = Vuelve a cargar la página. Si no sirve, es un fallo nuestro.
error-request-too-large = Esto es más de lo que el servidor admite de una vez.
    .next = Prueba otra vez con menos.
error-not-found = No hay nada en esta dirección.
    .next = Revisa la dirección o vuelve al inicio.
error-sign-in-failed = El correo o la contraseña no son correctos.
    .next = Revisa los dos y prueba otra vez.
error-company-taken = Otra empresa ya tiene este nombre.
    .next = Elige otro nombre o abre la empresa que ya existe.
error-policy-changed = Otra persona ha cambiado estas reglas mientras tanto.
    .next = Vuelve a cargar la página y haz tu cambio en la versión nueva.
error-session-missing = No has iniciado sesión.
    .next = Inicia sesión para seguir.
error-second-factor-required = Tu cuenta pide además un código.
    .next = Abre tu app de códigos y escribe las seis cifras. También sirve un código de recuperación.
error-second-factor-wrong = Este código no es correcto.
    .next = Espera al siguiente código de tu app y escríbelo. Cada código sirve una vez.
error-second-factor-on = Tu cuenta ya pide códigos.
    .next = Para usar otro teléfono, desactiva antes los códigos.
error-password-wrong = Esta no es tu contraseña.
    .next = Revísala y prueba otra vez.
error-password-short = Esta contraseña es demasiado corta.
    .next = { $characters ->
        [one] Elige una con al menos un carácter.
       *[other] Elige una con al menos { $characters } caracteres.
    }
error-email-taken = Alguien ya tiene este correo.
    .next = Búscalo en la lista o usa otro correo.
error-last-owner = Nadie más puede gestionar las cuentas.
    .next = Haz antes propietaria a otra persona.
error-account-disabled = Esta cuenta está desactivada.
    .next = Actívala antes.
error-set-up-link-invalid = Este enlace ya no sirve.
    .next = Cada enlace sirve una vez, durante un día. Pide otro a quien te lo envió.
error-forbidden = Tu cuenta no tiene permiso para hacer esto.
    .next = Pide ayuda a quien gestiona las cuentas.
error-internal = Algo ha fallado en esta app. Es culpa nuestra, no tuya.
    .next = Prueba otra vez. Si vuelve a pasar, avisa al servicio de ayuda.
