namespace LuoVerified.Core.Alone;

/// <summary>The only thread would wait for a lock, and nobody could ever give it up.</summary>
public sealed class WouldBlockException() : Exception("The only thread would wait for a lock.");
