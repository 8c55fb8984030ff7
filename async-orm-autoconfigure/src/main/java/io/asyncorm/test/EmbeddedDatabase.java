package io.asyncorm.test;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * A database of the embedded PostgreSQL, which takes the place of what properties name.
 *
 * @param url where it is
 * @param user who may do everything there
 */
record EmbeddedDatabase(String url, String user) implements JdbcConnectionDetails {

	@Override
	public String getJdbcUrl() {
		return this.url;
	}

	@Override
	public String getUsername() {
		return this.user;
	}

	@Override
	public @Nullable String getPassword() {
		return this.user;
	}

}
