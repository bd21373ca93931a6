/*
 * station.h - "rekamctl station": the hosts that have a fingerprint reader, and their certificates.
 *
 *	add CODE --url unix:/PATH|https://HOST[:PORT] --key FILE|HEX [--label TEXT]
 *	list | test CODE | rest CODE [WHY] | use CODE | revoke CODE
 *	cert HOST --into FOLDER
 *
 * A station on another Debian PC is called over HTTPS with certificates both ways.  `cert` makes
 * what both ends need with the openssl program, from a CA that vouches for stations and nothing
 * else:
 *
 *	KEYS/station-ca.key, .crt	the CA, ten years, made once; the key is 0600
 *	KEYS/station-web.key, .crt	rekam-web's own, made once; the only client a station lets in
 *	FOLDER/ca.crt station.crt station.key station-tls.conf	for the PC of the reader
 *
 * [station] ca, cert, key of the configuration name the first three for rekam-web.
 */
#ifndef ADMIN_STATION_H
#define ADMIN_STATION_H

#include "admin/ctl.h"

struct job;

ctl_command	 ctl_station;

/* station_cert.c: "cert HOST --into FOLDER" */
int	 station_cert(struct job *, int argc, char **argv, struct err *);

#endif
