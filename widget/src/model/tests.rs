//! What the chat promises, over frames and commands.
