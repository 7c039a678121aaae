namespace LuoVerified.Impl.Mainline.Files;

/// <summary>Linux 7.2 without one of the fixes that files in sessions got, each alone.</summary>
internal static class FileFixDesigns
{
    private const string Contract = "handler-contract";
    private const string Linearizable = "linearizable";
    private const string UseAfterFree = "use-after-free";

    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<Design> All { get; } =
    [
        Make("-frees-first", "that frees a file before it takes it off the list, as before 291dcd37c8c8.", MainlineDesign.Kernel with
        {
            NewFileSet = (platform, preserved, filesPerBlock) => new FreesFirst(platform, preserved, filesPerBlock),
        }) with
        {
            Expect = Found(
                ("one-file-in-two-sessions", UseAfterFree),
                ("freeze-that-fails", UseAfterFree),
                ("two-retrieves-of-a-file", UseAfterFree),
                ("two-finishes", UseAfterFree),
                ("close-that-cannot-finish", $"{UseAfterFree}; also leak, {Linearizable}"),
                ("reply-that-cannot-be-copied", $"{UseAfterFree}; also nothing-lost, {Linearizable}")),
        },
        Make("-retrieves-outgoing", "whose RETRIEVE_FD takes an outgoing session, as before 507e3b479f9c.", MainlineDesign.Kernel with
        {
            NewIoctls = (sessions, session) => new RetrievesFromOutgoing(sessions, session),
        }) with
        {
            Expect = Found(("requests-of-the-wrong-kind", Linearizable)),
        },
        Make("-ignores-file-errors", "whose deserialize overlooks errors of files, as before 307e0c5859b0.", MainlineDesign.Kernel with
        {
            IgnoresFileErrors = true,
        }) with
        {
            Expect = Found(("preserve-against-kexec", Linearizable), ("files-without-memory", Linearizable)),
        },
        Make("-retrieves-again", "that forgets that a file could not be retrieved.", MainlineDesign.Kernel with
        {
            NewFileSet = (platform, preserved, filesPerBlock) => new RetrievesAgain(platform, preserved, filesPerBlock),
        }) with
        {
            Expect = Found(("two-retrieves-of-a-file", Contract)),
        },
        Make("-preserves-twice", "without the table of preserved files.", MainlineDesign.Kernel with
        {
            NewPreservedFiles = platform => new PreservesTwice(platform),
        }) with
        {
            Expect = Found(("one-file-in-two-sessions", Contract)),
        },
        Make("-overlooks-reserved", "whose FINISH and GET_NAME overlook reserved, as before 4416f8a9ed5f.", MainlineDesign.Kernel with
        {
            NewIoctls = (sessions, session) => new OverlooksReserved(sessions, session),
        }) with
        {
            Expect = Found(("requests-of-the-wrong-kind", Linearizable)),
        },
    ];

    private static Dictionary<string, string> Found(params (string Scenario, string Rules)[] found) =>
        found.ToDictionary(each => each.Scenario, each => each.Rules);

    private static Design Make(string suffix, string what, MainlineParts parts) => MainlineDesign.Make(suffix, $"mainline-7.2 {what}", parts) with
    {
        IsProvedWhole = false,
        BasedOn = "mainline-7.2",
    };
}
