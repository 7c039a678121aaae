using System.Text;
using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Protocols;

/// <summary>What the threads of a protocol do.</summary>
/// <param name="Name">The name of the protocol.</param>
/// <param name="SetUp">What is done before the threads start.</param>
/// <param name="ByThread">The operations of each thread.</param>
internal sealed record ProtocolProgram<TOperation>(
    string Name, IReadOnlyList<TOperation> SetUp, IReadOnlyList<IReadOnlyList<TOperation>> ByThread) : IProgram
{
    /// <summary>The most threads.</summary>
    public const int MaxThreads = 4;

    /// <inheritdoc/>
    public int Threads => ByThread.Count;

    /// <inheritdoc/>
    public string Text
    {
        get
        {
            var text = new StringBuilder($"protocol {Name}\n");
            text.Append(SetUp.Count == 0 ? "" : Line("setup", SetUp));
            foreach (IReadOnlyList<TOperation> operations in ByThread)
            {
                text.Append(Line("thread", operations));
            }

            return text.ToString();
        }
    }

    string IProgram.Summary => "";

    IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> IProgram.Operations =>
        [[.. ByThread.Select(IReadOnlyList<string> (operations) => [.. operations.Select(ValueText.Of)])]];

    IReadOnlyList<int> IProgram.ThreadsByPhase => [Threads];

    private static string Line(string word, IReadOnlyList<TOperation> operations) =>
        $"{word} {string.Join("; ", operations.Select(ValueText.Of))}\n";
}
