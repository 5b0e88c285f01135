using System.Diagnostics;

namespace CephBuildEnv.EngineTests.Host;

public static class Wait
{
    /// <summary>Asks again and again, until it is so.</summary>
    public static void Until(Func<bool> condition, TimeSpan limit, string what)
    {
        var began = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(began) > limit)
                throw new TimeoutException($"waited {limit.TotalSeconds} s in vain until: {what}");
            Thread.Sleep(50);
        }
    }
}
