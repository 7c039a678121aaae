using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Core.Watching;

namespace LuoVerified.Impl.Files;

/// <summary>The handler of the files of one kernel (<c>struct liveupdate_file_handler</c>), modelled: what it is asked may be refused,
/// and that it is asked in the order that its contract wants is checked (<see cref="Contract"/>).</summary>
/// <remarks>A file of this kernel is known by its number. What the handler makes of it, the data that is handed over, is that number
/// again. A file of the previous kernel is another one. Each call is a step on the file; locks are the caller's matter.</remarks>
[Unwatched]
public sealed class FileHandler
{
    /// <summary>The rule that the contract of the handler is: each file goes through preserve, then unpreserve or freeze; freeze, then
    /// unfreeze or the kexec; in the next kernel at most one retrieve, whatever it answers, then one finish, which is told the
    /// answer, once can_finish has said that it can be.</summary>
    public const string Contract = "handler-contract";

    private readonly KernelPlatform _platform;
    private readonly Dictionary<ulong, HandledFile> _outgoing = [];
    private readonly Dictionary<ulong, HandledFile> _incoming = [];

    internal FileHandler(KernelPlatform platform) => _platform = platform;

    /// <summary>The handler's name in what is handed over.</summary>
    public static ByteString Compatible { get; } = ByteString.FromUtf8("model-v1");

    /// <summary>Whether it takes a file (<c>can_preserve</c>). What a file is of never changes: asking is no step.</summary>
    /// <param name="fd">A descriptor that is open.</param>
    /// <returns>Whether it does.</returns>
    public static bool CanPreserve(FileDescriptor fd) => fd.IsHandled;

    /// <summary>Prepares a file for the next kernel.</summary>
    /// <param name="file">The file.</param>
    /// <param name="data">What the handler of the next kernel is given; 0 after an error.</param>
    /// <returns>EIO, it cannot; else Ok.</returns>
    public Errno Preserve(ulong file, out ulong data)
    {
        data = 0;
        if (_platform.Control.Refuses(FaultSites.FilePreserve))
        {
            return Errno.EIO;
        }

        Move(Outgoing(file), FileStage.Loose, FileStage.Preserved, "preserve");
        data = file;
        return Errno.Ok;
    }

    /// <summary>Undoes <see cref="Preserve"/>.</summary>
    /// <param name="data">As it was given out.</param>
    public void Unpreserve(ulong data) => Move(Outgoing(data), FileStage.Preserved, FileStage.Loose, "unpreserve");

    /// <summary>Stops a preserved file, the last time before the kexec.</summary>
    /// <param name="data">As it was given out.</param>
    /// <returns>EIO, it cannot; else Ok.</returns>
    public Errno Freeze(ulong data)
    {
        if (_platform.Control.Refuses(FaultSites.FileFreeze))
        {
            return Errno.EIO;
        }

        Move(Outgoing(data), FileStage.Preserved, FileStage.Frozen, "freeze");
        return Errno.Ok;
    }

    /// <summary>Undoes <see cref="Freeze"/>.</summary>
    /// <param name="data">As it was given out.</param>
    public void Unfreeze(ulong data) => Move(Outgoing(data), FileStage.Frozen, FileStage.Preserved, "unfreeze");

    /// <summary>Brings a file of the previous kernel back.</summary>
    /// <param name="data">As it was handed over.</param>
    /// <returns>EIO, it cannot, and will not be asked again; else Ok.</returns>
    public Errno Retrieve(ulong data)
    {
        bool fails = _platform.Control.Refuses(FaultSites.FileRetrieve);
        Move(Incoming(data), FileStage.HandedOver, fails ? FileStage.Lost : FileStage.Retrieved, "retrieve");
        return fails ? Errno.EIO : Errno.Ok;
    }

    /// <summary>Whether a file of the previous kernel can be finished now. A file that can stays so.</summary>
    /// <param name="data">As it was handed over.</param>
    /// <returns>Whether it can.</returns>
    public bool CanFinish(ulong data)
    {
        HandledFile file = Incoming(data);
        bool can = !_platform.Control.Refuses(FaultSites.FileFinish);
        var step = new Step(StepKind.Read, file, "can_finish");
        _platform.Before(step);

        // It never becomes false: two who ask need no order, so this is a read.
        file.CanFinish |= can;
        _platform.After(step);
        return can;
    }

    /// <summary>Ends the restoring of a file of the previous kernel.</summary>
    /// <param name="data">As it was handed over.</param>
    /// <param name="retrieved">What its retrieval answered; null if it was not tried.</param>
    public void Finish(ulong data, Errno? retrieved)
    {
        HandledFile file = Incoming(data);
        FileStage told = retrieved switch
        {
            null => FileStage.HandedOver,
            Errno.Ok => FileStage.Retrieved,
            _ => FileStage.Lost,
        };
        Move(file, told, FileStage.Finished, "finish");
    }

    /// <summary>Whether a file of this kernel is frozen: looks without touching.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Whether it is.</returns>
    public bool IsFrozen(ulong file) => _outgoing.TryGetValue(file, out HandledFile? found) && found.Stage == FileStage.Frozen;

    /// <summary>The files that the handler has in hand: looks without touching.</summary>
    /// <param name="incoming">Whether those of the previous kernel, whose retrieval was tried and which are not finished; else those of
    /// this one that are preserved.</param>
    /// <returns>The files.</returns>
    public IEnumerable<ulong> Held(bool incoming) => (incoming ? _incoming : _outgoing)
        .Where(each => each.Value.Stage is not (FileStage.Loose or FileStage.HandedOver or FileStage.Finished)).Select(each => each.Key);

    private HandledFile Outgoing(ulong file) => Found(_outgoing, file, FileStage.Loose);

    private HandledFile Incoming(ulong data) => Found(_incoming, data, FileStage.HandedOver);

    private HandledFile Found(Dictionary<ulong, HandledFile> files, ulong number, FileStage stage)
    {
        if (!files.TryGetValue(number, out HandledFile? found))
        {
            files.Add(number, found = new HandledFile(_platform, number, stage));
        }

        return found;
    }

    private void Move(HandledFile file, FileStage from, FileStage to, string call)
    {
        var step = new Step(StepKind.Write, file, call);
        _platform.Before(step);
        if (file.Stage != from)
        {
            _platform.Violation(Contract, $"{call} of {file.Label}, which is {file.Stage.ToString().ToLowerInvariant()}, not {from.ToString().ToLowerInvariant()}");
        }

        if (to == FileStage.Finished && !file.CanFinish)
        {
            _platform.Violation(Contract, $"{call} of {file.Label}, of which can_finish has not said that it can be");
        }

        file.Stage = to;
        _platform.After(step);
    }
}
