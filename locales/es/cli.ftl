# Textos de porchlight-cli.

cli-yes = sí
cli-standing-good = Bien
cli-standing-worth-mending = Se puede mejorar
cli-standing-must-mend = Hay que arreglarlo
cli-standing-unclear = No se pudo leer
cli-standing-not-shared = Sin compartir
cli-standing-not-asked = No se pide
cli-check-counts = { $asked ->
    [0] Ninguna de estas revisiones vale para este equipo.
   *[other] { $good } de { $asked } están bien.
  }
cli-recorded = Guardado en { $path }.

cli-selftest-questions = Lo que se preguntó y lo que se contestó:
cli-selftest-no-answer = sin respuesta ({ $why })
cli-selftest-checks = Lo que dicen las revisiones:
cli-selftest-key-store-works = El almacén de claves va bien: guardó, leyó y borró una clave de prueba.
cli-selftest-key-store-missing = Esta sesión no tiene almacén de claves.
cli-selftest-key-store-locked = El almacén de claves está bloqueado.
cli-selftest-key-store-failed = El almacén de claves no hizo lo pedido.

cli-notice =
    Este ordenador es tuyo, no nuestro. Usarlo para trabajar es decisión tuya.
    Si sigues, la app mira una lista corta de ajustes de seguridad. Luego te enseña el informe.
    Nada de tu equipo sale de aquí hasta que digas que sí a enviar el informe.
cli-notice-question = ¿Seguimos? Escribe «sí»:
cli-declined = No pasa nada. Habla con tu empresa o con su soporte: buscarán otra forma.
cli-offer =
    { $company } te invita, con { $provider }.
      Dirección:                { $address }
      Su huella:                { $collector }
      La huella de este equipo: { $device }
    Compara la primera huella con la de tu invitación.
cli-confirm-question = ¿Preparamos este equipo para { $company }? Escribe «sí»:
cli-enrolled = Este equipo ya está en la lista de { $company }.
cli-key-file-question = ¿Guardamos la clave en un archivo que solo tú puedes leer? Escribe «sí»:
cli-key-file-declined = Entonces lo dejamos aquí. No ha cambiado nada.
cli-checking = Revisando este equipo…
cli-report = Este es el informe, entero. No se ha enviado nada.
cli-send-question = ¿Enviamos este informe a soporte de { $company }? Escribe «sí»:
cli-not-sent = No se ha enviado nada.
cli-sent =
    Tu informe ha llegado, a las { $time }.
    Su referencia es { $reference }.
cli-waiting =
    Tu informe está firmado y espera en este equipo. { $why }
    Repite la misma orden para enviarlo.

cli-history-empty = Aún no se ha firmado nada en este equipo.
cli-history-waiting = { $time }  espera en este equipo
cli-history-received = { $time }  { $reference }  enviado
cli-history-withdrawn = { $time }  { $reference }  retirado y borrado
cli-exported = Tus copias están en { $path }.
cli-withdraw-unknown = En este equipo no hay ningún informe { $reference }.
cli-withdraw-question = ¿Retirar el informe { $reference } para que se borre en el servidor de soporte? Escribe «sí»:
cli-withdrawn =
    Has retirado el informe { $reference }. El servidor de soporte lo ha borrado.
    La copia de este equipo se queda.
cli-not-withdrawn = No ha cambiado nada.
