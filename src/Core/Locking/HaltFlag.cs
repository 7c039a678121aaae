namespace LuoVerified.Core.Locking;

/// <summary>Goes up once and stays up; every thread sees it at once, also without a lock.</summary>
internal sealed class HaltFlag
{
    private volatile bool _isUp;

    /// <summary>Whether it is up.</summary>
    public bool IsUp => _isUp;

    /// <summary>Puts it up.</summary>
    public void Raise() => _isUp = true;
}
