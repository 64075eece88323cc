//! How a consent form came in.

coded! {
    /// 受付方法.
    pub enum Channel is "channel" {
        /// Handed in at a counter.
        Counter = "counter", "窓口", "At a counter";
        /// Sent by post.
        Post = "post", "郵送", "By post";
    }
}
