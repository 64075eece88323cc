//! The first log-in: what is said of a login ID before it is sent.

use frontend::pages::session::set_up;

#[test]
fn a_login_id_is_judged_before_it_is_sent() {
    assert_eq!(set_up::login_id_fault("sato.hanako"), None);
    assert!(set_up::login_id_fault("abc").unwrap().contains("4文字以上"));
    assert!(set_up::login_id_fault(".sato").unwrap().contains("最初の文字"));
    assert!(set_up::login_id_fault("kari-7m4qv2xk").unwrap().contains("kari-"));
}
