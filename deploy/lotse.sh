#!/bin/sh
# The command `lotse` as the service's user and with its settings, for root: install it as /usr/local/bin/lotse.
set -ae
LOTSE_INDEX=/var/lib/lotse/index
HOME=/var/lib/lotse
[ ! -e /etc/lotse.env ] || . /etc/lotse.env
exec setpriv --reuid lotse --regid lotse --init-groups /opt/lotse/bin/lotse "$@"
