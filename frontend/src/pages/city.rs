//! The insurer's desk: usage applications, the organizations they become, letters, the texts that people agree to.

pub mod decide;
pub mod enter_application;
pub mod make_letter;
pub mod new_text;
pub mod notices;
pub mod organizations;
pub mod texts;
pub mod today;
pub mod usage_application;
pub mod usage_applications;
