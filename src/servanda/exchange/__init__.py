"""What goes out and comes in: Akoma Ntoso, dossiers (data packages), one package each."""
