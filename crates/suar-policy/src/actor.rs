/// What somebody is to the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Anybody, signed in or not.
    Public,
    /// Looks at leads and decides.
    Analyst,
    /// Leads analysts, answers who contests.
    Manager,
    /// Keeps accounts; sees no lead.
    Administrator,
    /// Reads everything, changes nothing.
    Auditor,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 5] = [Role::Public, Role::Analyst, Role::Manager, Role::Administrator, Role::Auditor];

    /// The name in the store and in tokens.
    pub fn name(self) -> &'static str {
        match self {
            Role::Public => "public",
            Role::Analyst => "analyst",
            Role::Manager => "manager",
            Role::Administrator => "administrator",
            Role::Auditor => "auditor",
        }
    }

    /// The role of a name.
    pub fn from_name(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// Who asks. A token for programs can narrow what its owner may do, never widen it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The officer, where one is signed in.
    pub officer: Option<String>,
    /// What they are.
    pub role: Role,
    /// The region that they work for; none: the whole country.
    pub region: Option<String>,
    /// The only actions that a token was made for; none: all of the role.
    pub only: Option<Vec<super::Action>>,
}

impl Actor {
    /// Somebody who is not signed in.
    pub fn public() -> Self {
        Self { officer: None, role: Role::Public, region: None, only: None }
    }
}
