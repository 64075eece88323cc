//! Taking rights away from the process that runs, for good: files, network, memory, time. What the kernel cannot do is told.

use std::collections::BTreeMap;
use std::path::PathBuf;

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetStatus,
    Scope, path_beneath_rules,
};
use rlimit::Resource;
use rustix::process::{Signal, set_parent_process_death_signal};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
};

/// The newest version of Landlock whose restrictions are asked for; what an older kernel does not know is left out.
const LANDLOCK: ABI = ABI::V6;

/// What remains possible.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// Files and folders that may be read.
    pub read: Vec<PathBuf>,
    /// Files and folders that may be read and executed.
    pub execute: Vec<PathBuf>,
    /// Bytes of address space.
    pub memory: u64,
    /// Seconds of processor time.
    pub seconds: u64,
}

/// What of the fence the kernel does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// Landlock, so that files could be opened that the user of the program may open.
    Files,
    /// Filters of system calls, so that the network could be reached.
    Network,
}

impl Lacking {
    const ALL: [Self; 2] = [Self::Files, Self::Network];

    const fn word(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Network => "network",
        }
    }
}

/// What came of taking the rights away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closed {
    /// Empty on the kernels of today.
    pub lacking: Vec<Lacking>,
}

impl Closed {
    /// In words that [`Closed::read`] understands.
    #[must_use]
    pub fn words(&self) -> String {
        let words: Vec<_> = self.lacking.iter().map(|lacking| lacking.word()).collect();
        words.join(" ")
    }

    /// What [`Closed::words`] wrote; unknown words are passed over.
    #[must_use]
    pub fn read(words: &str) -> Self {
        let known = |word| Lacking::ALL.into_iter().find(|lacking| lacking.word() == word);
        Self {
            lacking: words.split_whitespace().filter_map(known).collect(),
        }
    }
}

/// Rights could not be taken away although the kernel knows how to.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotClosed {
    #[error("a limit could not be set: {0}")]
    Limit(#[from] std::io::Error),
    #[error("files could not be closed off: {0}")]
    Files(#[from] landlock::RulesetError),
    #[error("the network could not be closed off: {0}")]
    Network(#[from] seccompiler::BackendError),
}

/// Takes from this thread, and whatever it starts or becomes, all rights but these. Limits hold for the whole process.
///
/// # Errors
/// If something that the kernel has does not work.
pub fn close(rights: &Rights) -> Result<Closed, std::io::Error> {
    shut(rights).map_err(std::io::Error::other)
}

fn shut(rights: &Rights) -> Result<Closed, NotClosed> {
    // Whoever waits for the result is gone: nobody needs it.
    set_parent_process_death_signal(Some(Signal::KILL)).map_err(std::io::Error::from)?;
    limit(rights)?;
    let mut closed = Closed::default();
    closed.lacking.extend(close_files(rights)?);
    closed.lacking.extend(close_network()?);
    Ok(closed)
}

fn limit(rights: &Rights) -> Result<(), std::io::Error> {
    /// Pipes, libraries while they are loaded, fonts.
    const OPEN_FILES: u64 = 64;
    for (resource, most) in [
        (Resource::CORE, 0),
        (Resource::FSIZE, 0),
        (Resource::NOFILE, OPEN_FILES),
        (Resource::CPU, rights.seconds),
        (Resource::AS, rights.memory),
    ] {
        resource.set(most, most)?;
    }
    Ok(())
}

fn close_files(rights: &Rights) -> Result<Option<Lacking>, landlock::RulesetError> {
    let read = AccessFs::ReadFile | AccessFs::ReadDir;
    let status = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(LANDLOCK))?
        .handle_access(AccessNet::from_all(LANDLOCK))?
        .scope(Scope::from_all(LANDLOCK))?
        .create()?
        .add_rules(path_beneath_rules(&rights.read, read))?
        .add_rules(path_beneath_rules(&rights.execute, read | AccessFs::Execute))?
        .restrict_self()?;
    // What older versions leave open is closed by the filter of system calls.
    Ok((status.ruleset == RulesetStatus::NotEnforced).then_some(Lacking::Files))
}

/// What no work in the fence has any business with: the network, other processes, the kernel itself. Starting processes is
/// among it; becoming another program is not.
const REFUSED: &[libc::c_long] = &[
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_clone,
    libc::SYS_clone3,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_getfd,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_kexec_load,
    libc::SYS_truncate,
    libc::SYS_kill,
    libc::SYS_tkill,
    libc::SYS_rt_sigqueueinfo,
    libc::SYS_rt_tgsigqueueinfo,
    libc::SYS_pidfd_send_signal,
];

#[cfg(target_arch = "x86_64")]
const REFUSED_HERE: &[libc::c_long] = &[libc::SYS_fork, libc::SYS_vfork];
#[cfg(not(target_arch = "x86_64"))]
const REFUSED_HERE: &[libc::c_long] = &[];

fn close_network() -> Result<Option<Lacking>, seccompiler::BackendError> {
    let refused = REFUSED.iter().chain(REFUSED_HERE);
    let mut rules: BTreeMap<_, _> = refused.map(|call| (*call, Vec::new())).collect();
    // A program that gives up sends the signal to itself.
    let itself = u64::from(std::process::id());
    let to_others = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, itself)?;
    rules.insert(libc::SYS_tgkill, vec![SeccompRule::new(vec![to_others])?]);
    let refuse = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, refuse, std::env::consts::ARCH.try_into()?)?;
    let program: BpfProgram = filter.try_into()?;
    // Only a kernel without filters refuses one that it was given rightly.
    Ok(seccompiler::apply_filter(&program).is_err().then_some(Lacking::Network))
}
