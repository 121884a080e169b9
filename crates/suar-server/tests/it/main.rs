mod memory_desk;
mod repository;
