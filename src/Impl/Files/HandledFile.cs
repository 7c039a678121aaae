using LuoVerified.Core;
using LuoVerified.Core.Watching;

namespace LuoVerified.Impl.Files;

/// <summary>What becomes of a file in the hands of its handler.</summary>
internal enum FileStage
{
    /// <summary>This kernel has not preserved it.</summary>
    Loose,

    /// <summary>It is preserved.</summary>
    Preserved,

    /// <summary>It is frozen, for the kexec.</summary>
    Frozen,

    /// <summary>The previous kernel handed it over, and nobody has retrieved it.</summary>
    HandedOver,

    /// <summary>It was retrieved.</summary>
    Retrieved,

    /// <summary>It could not be retrieved.</summary>
    Lost,

    /// <summary>The handler is done with it.</summary>
    Finished,
}

/// <summary>A file in the hands of its handler. Each call about it is a step on it.</summary>
[Unwatched]
internal sealed class HandledFile(KernelPlatform platform, ulong number, FileStage stage) : StepTarget(platform)
{
    public override string Label { get; } = stage == FileStage.Loose ? $"file {number}" : $"file {number} of the previous kernel";

    public FileStage Stage { get; set; } = stage;

    /// <summary>Whether can_finish has said that it can be finished.</summary>
    public bool CanFinish { get; set; }
}
