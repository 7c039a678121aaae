using LuoVerified.Abi;

namespace LuoVerified.Impl.Tests.Harness;

/// <summary>Requests of tests that do not care which file it is.</summary>
internal static class OwnFiles
{
    /// <summary>Preserves the file with the number of the token.</summary>
    public static Errno PreserveFd(this ISessionIoctls session, ulong token) => session.PreserveFd(token, FileDescriptor.Of(token));
}
