namespace LuoVerified.Abi.HandOvers;

/// <summary>What one kernel tells the next, whatever the format.</summary>
/// <param name="Number">Live updates up to and including the one that is prepared; any number.</param>
/// <param name="Sessions">The sessions, in order.</param>
/// <param name="Flbs">What is bound to the life of files, in order.</param>
public sealed record HandOver(
    ulong Number, IReadOnlyList<PreservedSession> Sessions, IReadOnlyList<PreservedFlb> Flbs);

/// <summary>A session: <c>struct luo_session_ser</c> and the files that it leads to.</summary>
/// <param name="Name">Its name; any bytes if it was read, 1 to 63 without NUL to be written.</param>
/// <param name="FileCount">How many files it says that it has.</param>
/// <param name="Files">The files that could be read; all of them to be written.</param>
public sealed record PreservedSession(ByteString Name, ulong FileCount, IReadOnlyList<PreservedFile> Files);

/// <summary>A file: <c>struct luo_file_ser</c>.</summary>
/// <param name="Compatible">Which handler takes it; 1 to 47 bytes without NUL to be written.</param>
/// <param name="Data">The handler's own number.</param>
/// <param name="Token">What user space knows it by; unique in its session.</param>
public sealed record PreservedFile(ByteString Compatible, ulong Data, ulong Token);

/// <summary>Something bound to the life of files: <c>struct luo_flb_ser</c>.</summary>
/// <param name="Name">Which handler takes it; 1 to 47 bytes without NUL to be written.</param>
/// <param name="Data">The handler's own number.</param>
/// <param name="Count">How many files need it.</param>
public sealed record PreservedFlb(ByteString Name, ulong Data, ulong Count);
