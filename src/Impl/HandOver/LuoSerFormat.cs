using LuoVerified.Abi;
using LuoVerified.Abi.Blocks;

namespace LuoVerified.Impl.HandOver;

/// <summary>The format of Linux 7.2: <c>struct luo_ser</c>, and from it a chain of blocks.</summary>
/// <param name="entriesPerBlock">How many sessions a block holds, 1 to 51. The kernel's is 51; with fewer the rest of each block is
/// unused, and the boundaries of blocks are reached with few sessions.</param>
internal sealed class LuoSerFormat(int entriesPerBlock) : HandOverFormat
{
    public override string Name => $"luo-v5 (luo_ser and a chain of blocks, {entriesPerBlock} {(entriesPerBlock == 1 ? "session" : "sessions")} a block)";

    /// <summary>Version, number, then the sessions. That the page is given back at the end is as in <c>luo-v1</c>.</summary>
    internal override Errno ReadIncoming(KernelPlatform platform, ISessionService sessions, ulong handedOver, out ulong number)
    {
        string? error = LuoSer.TryRead(platform.Memory.Read(handedOver, LuoSer.Size).Span, out LuoSer ser);
        number = ser.Number;
        Errno err = error is null ? Of<ILuoSerSessions>(sessions).SetupIncoming(ser.SessionsAddress) : Errno.EINVAL;
        if (err == Errno.Ok)
        {
            platform.Memory.RestoreFree(handedOver);
        }

        return err;
    }

    /// <summary><c>luo_state_setup</c>.</summary>
    internal override Errno WriteOutgoing(KernelPlatform platform, ISessionService sessions, ulong number, out ulong page)
    {
        if (!platform.Memory.TryAllocPreserve(LuoSer.Size, out page))
        {
            return Errno.ENOMEM;
        }

        new LuoSer(number, SessionsAddress: 0).Write(platform.Memory.Write(page, LuoSer.Size).Span);
        Of<ILuoSerSessions>(sessions).SetupOutgoing(page + LuoSer.SessionsAddressOffset);
        return Errno.Ok;
    }
}
