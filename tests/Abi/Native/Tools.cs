using System.Diagnostics;

namespace LuoVerified.Abi.Tests.Native;

/// <summary>Runs installed programs. A test that needs one that is not there is skipped, with the reason, but fails
/// where the environment variable CI is set.</summary>
internal static class Tools
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What a program answered: its exit code and all it printed.</summary>
    public sealed record Answer(int ExitCode, string Output, string Errors);

    /// <summary>Ends the calling test: as skipped, or in CI as failed.</summary>
    public static void Missing(string reason)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
            Assert.Skip(reason);
        Assert.Fail($"{reason}, which CI must have");
    }

    /// <summary>Ends the calling test as <see cref="Missing"/> does unless the program is installed.</summary>
    public static void Require(string program)
    {
        if (Find(program) is null)
            Missing($"{program} is not installed");
    }

    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    public static Answer Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            Assert.Fail($"{program} did not end within {Patience.TotalSeconds} s");
        }
        return new Answer(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }
}
