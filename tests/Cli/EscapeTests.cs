using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Core.Locking;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Tests;

/// <summary>What the code of a design says reaches no terminal as a command to it.</summary>
public sealed class EscapeTests : IDisposable
{
    private const string Escape = "\u001b[2J";

    private readonly Scratch _scratch = new();

    private static Design Escapes { get; } = new("escapes", $"S.{Escape}", platform => new Escaping(platform))
    {
        Keeps = [new KeptLock("serialize", $"kept{Escape}", Until: "abort")],
    };

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(1, "␛[2Jouter -> ␛[2Jinner in create|InvalidOperationException: ␛[2J", "prove", "oops.scenario", "--samples", "10")]
    [InlineData(3, "our bug ␛[2J", "prove", "ours.scenario", "--samples", "0")]
    [InlineData(3, "our bug ␛[2J", "check", "ours.scenario", "--iterations", "20")]
    [InlineData(1, "", "check", "oops.scenario", "--iterations", "20")]
    [InlineData(1, "InvalidOperationException: ␛[2J", "prove", "oops.scenario", "--samples", "0", "--report", "github=-")]
    [InlineData(1, "InvalidOperationException: ␛[2J", "prove", "--programs", "1x1", "--names", "1")]
    [InlineData(3, "InvalidOperationException: ␛[2J|our bug ␛[2J", "fuzz", "--programs", "20", "--max-executions", "20")]
    [InlineData(0, "S.␛[2J|serialize keeps kept␛[2J until abort", "designs")]
    public void NoneOfItIsLeft(int exitCode, string said, params string[] command)
    {
        _scratch.Write("oops.scenario", "scenario oops\nsummary S.\nthread create a\n");
        _scratch.Write("ours.scenario", "scenario ours\nsummary S.\nthread create b\n");
        string[] args = [.. command.Select(word => word.EndsWith(".scenario", StringComparison.Ordinal) ? Path.Combine(_scratch.Folder, word) : word)];

        CommandRun run = CommandRun.Of([Escapes], command[0] == "designs" ? args : [.. args, "--out", _scratch.Folder, "--design", "escapes"]);

        string all = run.Output + run.Error;
        Assert.True(run.ExitCode == exitCode, all);
        Assert.DoesNotContain(all, letter => char.IsControl(letter) && letter != '\n');
        string text = Squeezed.Of(all);
        Assert.All(said.Split('|'), each => Assert.Contains(each, text, StringComparison.Ordinal));
    }

    private sealed class Escaping(KernelPlatform platform) : DelegatingSessions(Design.Hardened.Create(platform))
    {
        private readonly DomainMutex _outer = platform.NewMutex($"{Escape}outer");
        private readonly DomainMutex _inner = platform.NewMutex($"{Escape}inner");

        public override Errno Create(ByteString name, out ISessionFile? file)
        {
            using (_outer.Lock())
            using (_inner.Lock())
            {
                throw name.ToString() == "b" ? new InternalErrorException($"our bug {Escape}") : new InvalidOperationException(Escape);
            }
        }
    }
}
