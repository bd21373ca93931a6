/* step.h - the handlers of the six steps; app/routes.c names them. */
#ifndef STEP_STEP_H
#define STEP_STEP_H

struct visit;

void	 intake_new_get(struct visit *);
void	 intake_new_post(struct visit *);
void	 intake_get(struct visit *);
void	 intake_post(struct visit *);
void	 verify_get(struct visit *);
void	 verify_post(struct visit *);
void	 number_get(struct visit *);
void	 number_post(struct visit *);
void	 sign_get(struct visit *);
void	 sign_post(struct visit *);
void	 approve_get(struct visit *);
void	 approve_post(struct visit *);
void	 approve_many_post(struct visit *);
void	 import_get_page(struct visit *);
void	 import_post(struct visit *);
void	 import_picture_get(struct visit *);
void	 replace_get(struct visit *);
void	 replace_post(struct visit *);
void	 reassign_get(struct visit *);
void	 reassign_post(struct visit *);
void	 capture_get(struct visit *);
void	 capture_post(struct visit *);
void	 capture_status_get(struct visit *);
void	 capture_preview_get(struct visit *);
void	 capture_applicant_get(struct visit *);
void	 exception_photo_get(struct visit *);
void	 exception_photo_post(struct visit *);
void	 photo_get(struct visit *);
void	 photo_post(struct visit *);
void	 signature_get(struct visit *);
void	 signature_post(struct visit *);
void	 enrolment_get(struct visit *);
void	 enrolment_post(struct visit *);
void	 handover_get(struct visit *);
void	 handover_post(struct visit *);
void	 slip_get_page(struct visit *);
void	 slip_post(struct visit *);
void	 intake_hint_post(struct visit *);
void	 nik_leave_post(struct visit *);
void	 waiver_post(struct visit *);
void	 cancel_post(struct visit *);

#endif
