## Nombre de muestra

check-sample-name = Nombre de muestra
    .good = Esto está como debe estar
    .why = Si está desactivado, otros pueden llegar a tu trabajo con menos esfuerzo.
    .sent = Si está activo o no. Nada más.

finding-sample-name-off = Esto puede ser más seguro
    .what = Hemos visto que no está activo.
    .steps-linux =
        Abre la configuración de tu sistema.
        Actívalo, y vuelve a comprobarlo.
    .steps-macos =
        Abre Ajustes del Sistema.
        Actívalo, y vuelve a comprobarlo.
    .steps-windows =
        Abre Configuración.
        Actívalo, y vuelve a comprobarlo.

