package io.asyncorm.scale;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tries the shop on every engine that is installed here, and prints the table of the
 * README, whatever becomes of one of them; then fails if one did less than the README
 * says. Only the profile does: <pre>
 * mvn -Pscale -pl async-orm-autoconfigure test
 * </pre>
 */
class Scale {

	@Test
	void table() throws Exception {
		List<String> rows = new ArrayList<>();
		List<String> failures = new ArrayList<>();
		List<ShopEngine> worse = new ArrayList<>();

		for (ShopEngine engine : ShopEngine.values()) {
			try {
				ShopReport report = ShopReport.of(engine);
				rows.add(report.row());
				report.failures().forEach((failure) -> failures.add(engine + ": " + failure));
				if (report.isWorseThanKnown()) {
					worse.add(engine);
				}
			}
			catch (TestAbortedException ex) {
				rows.add(notTried(engine, String.valueOf(ex.getMessage())));
			}
			catch (Exception ex) {
				rows.add(notTried(engine, "it could not be started: " + ex));
				failures.add(engine + ": " + ex);
				worse.add(engine);
			}
		}

		System.out.println("| engine | works | the worst thing seen |\n|---|---|---|\n" + String.join("\n", rows));
		failures.forEach(System.out::println);
		assertThat(rows).hasSize(ShopEngine.values().length);
		assertThat(worse).as("engines that do less than they are known to: " + failures).isEmpty();
	}

	private static String notTried(ShopEngine engine, String reason) {
		return "| " + engine + " | not tried | " + reason.strip().replaceAll("\\s+", " ") + " |";
	}

}
