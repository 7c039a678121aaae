using LuoVerified.Abi;

namespace LuoVerified.Impl.Mainline.Files;

/// <summary>Without 4416f8a9ed5f and 0b27b4760441: FINISH and GET_NAME do not look at the field <c>reserved</c>.</summary>
internal sealed class OverlooksReserved(MainlineSessions sessions, LuoSession session) : LuoSessionIoctls(sessions, session)
{
    /// <summary>The design.</summary>
    public static Design Declared { get; } = FileFix.Without(
        "-overlooks-reserved",
        "whose FINISH and GET_NAME overlook reserved, as before 4416f8a9ed5f.",
        MainlineDesign.Kernel with { NewIoctls = (sessions, session) => new OverlooksReserved(sessions, session) },
        ("requests-of-the-wrong-kind", "linearizable"));

    /// <inheritdoc/>
    public override Errno Finish(ulong reserved) => base.Finish(0);

    /// <inheritdoc/>
    public override Errno GetName(ulong reserved, out ByteString name) => base.GetName(0, out name);
}
