[assembly: AssemblyFixture(typeof(LuoVerified.Abi.Tests.Native.NativePeer))]

namespace LuoVerified.Abi.Tests.Native;

/// <summary>The C programs <c>libfdt_peer.c</c> and <c>handover_peer.c</c>, compiled once with gcc against the installed
/// libfdt (1.6.1 is the one that the code follows) when the first test asks for them.</summary>
public sealed class NativePeer : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<string?> _whyMissing;
    private int _runs;

    public NativePeer() => _whyMissing = new Lazy<string?>(Compile);

    /// <summary>Runs one mode of a program over a batch of requests.</summary>
    /// <returns>All answers, one behind the other.</returns>
    public byte[] Run(string mode, Requests requests, string program = "libfdt_peer")
    {
        if (_whyMissing.Value is { } reason)
            Tools.Missing(reason);
        int run = System.Threading.Interlocked.Increment(ref _runs);
        string input = _folder.File($"input-{run}"), output = _folder.File($"output-{run}");
        File.WriteAllBytes(input, requests.ToArray());
        Tools.Answer answer = Tools.Run(_folder.File(program), mode, input, output);
        Assert.True(answer.ExitCode == 0, $"{program} {mode} ended with {answer.ExitCode}: {answer.Errors}");
        return File.ReadAllBytes(output);
    }

    public void Dispose() => _folder.Dispose();

    // Null, or what is not installed. A peer that does not compile although gcc and libfdt are there is a failure.
    private string? Compile()
    {
        if (Tools.Find("gcc") is null)
            return "gcc is not installed";
        Tools.Answer probe = Gcc("libfdt_probe");
        if (probe.ExitCode != 0)
            return $"libfdt is not installed for gcc ({probe.Errors.Split('\n')[0]})";
        foreach (string program in (string[])["libfdt_peer", "handover_peer"])
        {
            Tools.Answer peer = Gcc(program);
            Assert.True(peer.ExitCode == 0, $"{program}.c does not compile:\n{peer.Errors}");
        }
        return null;
    }

    private Tools.Answer Gcc(string program)
    {
        string source = _folder.File(program + ".c");
        using (Stream text = typeof(NativePeer).Assembly.GetManifestResourceStream(program + ".c")!)
        using (FileStream file = File.Create(source))
            text.CopyTo(file);
        return Tools.Run("gcc", "-std=gnu11", "-O1", "-Wall", "-Wextra", "-o", _folder.File(program), source, "-lfdt");
    }
}
