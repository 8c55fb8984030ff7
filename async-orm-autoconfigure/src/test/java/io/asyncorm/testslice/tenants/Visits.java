package io.asyncorm.testslice.tenants;

import java.util.List;

import io.asyncorm.repository.AsyncRepository;

public interface Visits extends AsyncRepository<Visit, List<?>> {

}
