/* page.h - the handlers of the places where work is found; app/routes.c names them. */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

struct visit;

void	 root_get(struct visit *);
void	 login_get(struct visit *);
void	 login_post(struct visit *);
void	 logout_post(struct visit *);
void	 home_get(struct visit *);
void	 queue_get(struct visit *);
void	 register_get(struct visit *);
void	 casefile_get_page(struct visit *);
void	 history_get(struct visit *);
void	 desk_get(struct visit *);
void	 print_queue_get(struct visit *);
void	 print_job_get(struct visit *);
void	 print_job_post(struct visit *);
void	 document_get(struct visit *);
void	 document_download_get(struct visit *);
void	 document_print_post(struct visit *);
void	 station_page_get(struct visit *);
void	 first_get(struct visit *);
void	 first_post(struct visit *);
void	 lock_get(struct visit *);
void	 lock_post(struct visit *);
void	 lock_close_post(struct visit *);
void	 lock_alive_get(struct visit *);
void	 proof_get(struct visit *);
void	 proof_post(struct visit *);
void	 account_get(struct visit *);
void	 account_sessions_post(struct visit *);
void	 password_get(struct visit *);
void	 password_post(struct visit *);
void	 pin_get(struct visit *);
void	 pin_post(struct visit *);
void	 users_get(struct visit *);
void	 user_new_get(struct visit *);
void	 user_new_post(struct visit *);
void	 user_get(struct visit *);
void	 user_post(struct visit *);
void	 rights_get(struct visit *);
void	 clock_get(struct visit *);
void	 clock_post(struct visit *);
void	 audit_get(struct visit *);
void	 audit_post(struct visit *);
void	 audit_export_get(struct visit *);
void	 settings_get(struct visit *);
void	 settings_post(struct visit *);
void	 help_get(struct visit *);
void	 factor_get(struct visit *);
void	 factor_post(struct visit *);
void	 login_code_get(struct visit *);
void	 login_code_post(struct visit *);
void	 trust_get(struct visit *);
void	 network_get(struct visit *);

#endif
