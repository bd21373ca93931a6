/*
 * calibrate.h - what a reader is, measured on the reader itself: its resolution from the width of its glass,
 * checked against the ridges of a finger, and which way up its images come.
 *
 * libfprint says neither (fp_image_get_ppmm() is 0.0; STATION.md 3): ppi.c has what data sheets say.  Ridges of
 * adults lie about 0.45 mm apart; what would make them lie outside 0.3 to 0.7 mm was measured wrongly.
 */
#ifndef STATION_CALIBRATE_H
#define STATION_CALIBRATE_H

#include "base/err.h"
#include "station/device.h"

#define CALIBRATION_UNCLEAR	-1

struct calibration {
	int	 ppi;		/* 25.4 * pixels across the finger / mm, rounded */
	double	 ridge_mm;	/* distance of the ridges at that resolution; 0: none were seen */
	int	 turn;		/* degrees clockwise that bring the tip to the top: 0, 90, 180, 270; or CALIBRATION_UNCLEAR */
};

/* The picture of a fingertip laid on the far half of the glass, which is mm wide (across the finger).  0; -1: no memory, or mm is no
 * width of a glass (5..60), or it would be a resolution that no reader has. */
int	 calibration_of(const struct device_image *, double mm, struct calibration *ret, struct err *);

/* Takes one picture of the reader (driver as in device_create), turned as [reader] says now, tells what it found, and
 * the lines for [reader]: asked again with them, it finds the tip on top.  0, or -1: err. */
int	 calibrate(const char *driver, double mm, int turn, struct err *);

#endif
