using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Programs;

/// <summary>The image that a kernel was handed, perhaps one without sessions. By default there is none: a cold boot.</summary>
internal readonly record struct HandedImage
{
    private readonly int _kind;

    /// <summary>One that was corrupted.</summary>
    /// <param name="how">How.</param>
    public HandedImage(Corruption how) => _kind = 2 + (int)how;

    private HandedImage(int kind) => _kind = kind;

    /// <summary>One that is as the kernel before has left it.</summary>
    public static HandedImage Intact => new(1);
}
