package io.asyncorm.legacy;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Stores by JDBC what is no model, in a package that is none of ours.
 */
@RestController
public class LegacyController {

	private final JdbcClient jdbc;

	public LegacyController(DataSource dataSource) {
		this.jdbc = JdbcClient.create(dataSource);
	}

	@PostMapping("/legacy")
	public int storeTwice() {
		this.jdbc.sql("create table if not exists legacy (id integer primary key)").update();
		this.jdbc.sql("insert into legacy values (1)").update();
		return this.jdbc.sql("insert into legacy values (1)").update();
	}

}
