namespace LuoVerified.Cli.Shell;

/// <summary>The only thread would wait for a lock, and nobody could ever give it up.</summary>
internal sealed class WouldBlockException() : Exception("The only thread would wait for a lock.");
