"""Commands about people, for whoever runs the desk."""
