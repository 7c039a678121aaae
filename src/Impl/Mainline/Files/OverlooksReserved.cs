using LuoVerified.Abi;

namespace LuoVerified.Impl.Mainline.Files;

/// <summary>Without 4416f8a9ed5f and 0b27b4760441: FINISH and GET_NAME do not look at the field <c>reserved</c>.</summary>
internal sealed class OverlooksReserved(MainlineSessions sessions, LuoSession session) : LuoSessionIoctls(sessions, session)
{
    /// <inheritdoc/>
    public override Errno Finish(ulong reserved) => base.Finish(0);

    /// <inheritdoc/>
    public override Errno GetName(ulong reserved, out ByteString name) => base.GetName(0, out name);
}
