"""What goes out and comes in: Akoma Ntoso, dossiers (data packages), releases."""
